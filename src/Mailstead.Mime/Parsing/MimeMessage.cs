using Mailstead.Mime.Addresses;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Parsing;

/// <summary>
/// A parsed message: a view over <see cref="Raw"/>, which it keeps alive and never copies. Immutable, thread-safe.
/// Only the structure is read up front; a header or body costs when it is first asked for.
/// </summary>
public sealed class MimeMessage
{
    private readonly MimeSource _source;
    private AddressList? _from, _sender, _replyTo, _to, _cc, _bcc;
    private BodySelection? _bodies;
    private bool _inspected;

    internal MimeMessage(MimeSource source, MimePart root) => (_source, Root) = (source, root);

    /// <summary>Parses any bytes; never throws on content. What is wrong is in <see cref="Defects"/>.</summary>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw, MimeLimits? limits = null)
        => StructureParser.Parse(raw, limits ?? MimeLimits.Default, depth: 0, section: "");

    public ReadOnlyMemory<byte> Raw => _source.Raw;
    public MimePart Root { get; }
    public HeaderList Headers => Root.Headers;

    /// <summary>
    /// All that is wrong with structure, header lines and line breaks, and what reading so far has met beyond that:
    /// a body or an address list is judged when it is decoded. At most 1,000; embedded messages keep their own.
    /// </summary>
    public IReadOnlyList<MimeDefect> Defects
    {
        get
        {
            if (!_inspected)
            {
                foreach (var part in AllParts()) _ = part.Headers;
                RawLineInspector.Inspect(_source);
                _inspected = true;
            }
            return _source.Defects.Snapshot();
        }
    }

    /// <summary>Decoded, unfolded; empty when absent.</summary>
    public string Subject => Headers.Get("Subject") ?? "";
    public AddressList From => Addresses("From", ref _from);
    public AddressList Sender => Addresses("Sender", ref _sender);
    public AddressList ReplyTo => Addresses("Reply-To", ref _replyTo);
    public AddressList To => Addresses("To", ref _to);
    public AddressList Cc => Addresses("Cc", ref _cc);
    public AddressList Bcc => Addresses("Bcc", ref _bcc);

    public DateTimeOffset? Date
    {
        get
        {
            if (Headers.Find("Date") is not { } found) return null;
            if (MailDate.TryParse(found.UndecodedValue, out var date)) return date;
            Root.Defect(MimeDefectKind.BadDate, "Date");
            return null;
        }
    }

    /// <summary>Without the angle brackets; null when absent.</summary>
    public string? MessageId => Headers.Find("Message-ID") is { } found ? MessageIds.First(found.UndecodedValue) : null;

    /// <summary>The first identifier, without the angle brackets; null when absent.</summary>
    public string? InReplyTo => Headers.Find("In-Reply-To") is { } found && MessageIds.All(found.UndecodedValue) is [var id, ..] ? id : null;
    public IReadOnlyList<string> References => Headers.Find("References") is { } found ? MessageIds.All(found.UndecodedValue) : [];

    /// <summary>Every part of the tree, depth first, the root included. Does not go into embedded messages.</summary>
    public IEnumerable<MimePart> AllParts() => Root.SelfAndDescendants();

    /// <summary>
    /// The part that IMAP calls by that number (RFC 9051 section 6.4.5), into embedded messages too: "1" is also the body of a message
    /// that is not multipart, "" the root. Null when there is none.
    /// </summary>
    public MimePart? FindPart(string section)
    {
        var part = Root;
        if (section.Length == 0) return part;
        foreach (var range in section.AsSpan().Split('.'))
        {
            if (!int.TryParse(section.AsSpan()[range], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number == 0) return null;
            // A part that holds a message: numbers go on inside it.
            if (range.Start.Value > 0 && part.EmbeddedMessage is { } inside) part = inside.Root;
            else if (range.Start.Value > 0 && !part.IsMultipart) return null;
            if (!part.IsMultipart)
            {
                if (number != 1) return null;
                continue;
            }
            if (number > part.Children.Count) return null;
            part = part.Children[number - 1];
        }
        return part;
    }

    /// <summary>The part that a reader would show first: text/plain of the main body, null when the message has none.</summary>
    public MimePart? TextBody => Bodies.Text.Find(p => p.ContentType.Subtype is "plain");

    /// <summary>The text/html of the main body.</summary>
    public MimePart? HtmlBody => Bodies.Html.Find(p => p.ContentType.Subtype is "html");

    /// <summary>All parts to show in order to read the message as plain text, in order (RFC 8621 section 4.1.4): a list footer or the text after an inline image too.</summary>
    public IReadOnlyList<MimePart> TextParts => Bodies.Text;

    /// <summary>The same for a reader of HTML.</summary>
    public IReadOnlyList<MimePart> HtmlParts => Bodies.Html;

    /// <summary>
    /// Parts that a mail program lists as attachments: disposition attachment, a name on something that is not a body, an attached
    /// message, whatever no body shows. Without the images an HTML body names by cid (<see cref="InlineParts"/>).
    /// </summary>
    public IReadOnlyList<MimePart> Attachments => Bodies.Attachments;

    /// <summary>Parts of a multipart/related that its HTML names by Content-ID.</summary>
    public IReadOnlyList<MimePart> InlineParts => Bodies.Inline;

    private BodySelection Bodies => _bodies ??= BodySelection.Of(Root);

    private AddressList Addresses(string name, ref AddressList? cache)
    {
        if (cache is not null) return cache;
        if (Headers.Find(name) is null) return cache = AddressList.Empty;
        // Several fields of one name are a fault, and readers differ in which one they show: all are read.
        var value = string.Join(", ", Headers.GetAll(name).Select(f => f.UndecodedValue));
        var list = AddressList.Parse(value, _source.Limits.MaxAddresses, out var damaged, out var cut);
        if (damaged) Root.Defect(MimeDefectKind.BadAddress, name);
        if (cut) Root.Defect(MimeDefectKind.AddressLimit, name);
        return cache = list;
    }
}
