using System.Text;
using Mailstead.Mime.Encodings;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Parsing;

/// <summary>One node of the part tree. Offsets are bytes into the raw message (<see cref="MimeMessage.Raw"/>) it belongs to.</summary>
public sealed class MimePart
{
    private readonly List<MimePart> _children = [];
    private StructureKind _kind;
    private int _number;
    private int _headerEnd;
    private HeaderList? _headers;
    private string? _section;
    private ContentType? _contentType;
    private ContentDisposition? _disposition;
    private bool _dispositionRead;
    private MimeMessage? _embedded;

    internal MimePart(MimeSource source, int baseOffset) => (Source, BaseOffset) = (source, baseOffset);

    internal MimeSource Source { get; }

    /// <summary>Where this part's message starts in the outermost bytes; only the structure parser counts from there.</summary>
    internal int BaseOffset { get; }
    internal int Depth { get; init; }
    internal bool IsDigestMember { get; init; }

    /// <summary>For the root of an embedded message: the message/rfc822 part around it.</summary>
    internal MimePart? Container { get; init; }
    internal string RootSection { get; init; } = "";
    internal int AbsoluteBody => BaseOffset + BodyOffset;

    /// <summary>The part around this one in the same message, null for a root.</summary>
    public MimePart? Parent { get; private set; }

    /// <summary>
    /// IMAP's section number ("1.2", RFC 9051 section 6.4.5); empty for the root. The root of an embedded message has the number
    /// of the message/rfc822 part around it, because its children count on from there: the second child of the message in
    /// part 3 is "3.2". What to put into FETCH BODY[...] is <see cref="BodySection"/>.
    /// </summary>
    public string Section => _section ??= Parent switch
    {
        null => Container?.BodySection ?? RootSection,
        { Section: "" } => $"{_number}",
        var parent => $"{parent.Section}.{_number}",
    };

    /// <summary>
    /// The section whose octets are exactly <see cref="RawBody"/>: "1" for the body of a message that is not multipart,
    /// "TEXT" for the root of one that is, both after "3." for the message in part 3; else <see cref="Section"/>.
    /// </summary>
    public string BodySection => Parent is not null ? Section : (Section.Length == 0 ? "" : Section + ".") + (IsMultipart ? "TEXT" : "1");

    /// <summary>The section whose octets are this part's header block: "HEADER" or "3.HEADER" for a root, "1.2.MIME" for a part.</summary>
    public string HeaderSection => Parent is not null ? $"{Section}.MIME" : Section.Length == 0 ? "HEADER" : $"{Section}.HEADER";

    public HeaderList Headers => _headers ??= new HeaderList(Source, HeaderOffset, _headerEnd);
    public int HeaderOffset { get; private set; }

    /// <summary>Bytes from <see cref="HeaderOffset"/> to the body, the blank line included.</summary>
    public int HeaderLength => BodyOffset - HeaderOffset;
    public int BodyOffset { get; private set; }
    public int BodyLength { get; private set; }
    public ReadOnlyMemory<byte> RawBody => Source.Raw.Slice(BodyOffset, BodyLength);
    public IReadOnlyList<MimePart> Children => _children;
    public bool IsText => string.Equals(ContentType.Type, "text", StringComparison.Ordinal);
    public bool IsMultipart => _kind == StructureKind.Multipart;

    /// <summary>text/plain when absent (RFC 2045 section 5.2), application/octet-stream when unreadable.</summary>
    public ContentType ContentType
    {
        get
        {
            if (_contentType is not null) return _contentType;
            if (Headers.Find("Content-Type") is not { } found) return _contentType = ContentTypeParser.Default(IsDigestMember);
            var parsed = ContentTypeParser.Parse(found.UndecodedValue, IsDigestMember, out var damaged);
            if (damaged) Defect(MimeDefectKind.BadContentType, "Content-Type");
            return _contentType = parsed;
        }
    }

    public ContentDisposition? Disposition
    {
        get
        {
            if (_dispositionRead) return _disposition;
            if (Headers.Find("Content-Disposition") is { } found)
            {
                _disposition = ContentDispositionParser.Parse(found.UndecodedValue, out var damaged);
                if (damaged) Defect(MimeDefectKind.BadParameter, "Content-Disposition");
            }
            Volatile.Write(ref _dispositionRead, true);
            return _disposition;
        }
    }

    /// <summary>From Content-Disposition filename, else Content-Type name; decoded; untrusted, never a path.</summary>
    public string? FileName => Disposition?.FileName is { Length: > 0 } name ? name : ContentType.Name is { Length: > 0 } other ? other : null;

    /// <summary>Without angle brackets.</summary>
    public string? ContentId => Headers.Get("Content-ID") is { } value ? MessageIds.First(value) : null;

    /// <summary>Of a multipart always an identity (RFC 2045 section 6.4), whatever the field says.</summary>
    public TransferEncoding TransferEncoding
        => Headers.Find("Content-Transfer-Encoding") is { } found && TransferEncodings.Read(found.Raw.Span) is var encoding && (!IsMultipart || encoding.IsIdentity())
            ? encoding
            : TransferEncoding.SevenBit;

    /// <summary>
    /// The message inside a message/rfc822 or message/global part; null past the depth limit. It has its own
    /// <see cref="MimeMessage.Raw"/>, which its offsets count from. One sent in base64 is decoded at the first call.
    /// </summary>
    public MimeMessage? EmbeddedMessage
    {
        get
        {
            if (_embedded is not null || _kind != StructureKind.Message || TransferEncoding.IsIdentity() || Depth >= Source.Limits.MaxDepth) return _embedded;
            return _embedded = StructureParser.Parse(Decode(), Source.Limits, Depth + 1, BodySection);
        }
    }

    /// <summary>The body with its transfer encoding undone. Bytes that do not decode are skipped and recorded.</summary>
    public byte[] Decode()
    {
        using var body = DecodedBody.Of(this);
        return body.Bytes.ToArray();
    }

    /// <summary>The decoded body as text in its charset; unknown charsets fall back to UTF-8, then windows-1252.</summary>
    public string DecodeText()
    {
        using var body = DecodedBody.Of(this);
        return DecodeText(body.Bytes);
    }

    /// <summary>Octets of the decoded body as text, in its charset.</summary>
    internal string DecodeText(ReadOnlySpan<byte> bytes)
    {
        Encoding? charset = null;
        if (ContentType.Charset is { Length: > 0 } label)
        {
            charset = Charsets.Find(label);
            if (charset is null) Defect(MimeDefectKind.UnknownCharset, "Content-Type");
            else if (!TextDecoding.IsClean(bytes, charset)) Source.Defects.Add(MimeDefectKind.UndecodableText, BodyOffset);
        }
        return TextDecoding.Decode(bytes, charset);
    }

    /// <summary>This part and all below it in the same message, depth first.</summary>
    public IEnumerable<MimePart> SelfAndDescendants()
    {
        var waiting = new Stack<MimePart>();
        waiting.Push(this);
        while (waiting.TryPop(out var part))
        {
            yield return part;
            for (var i = part._children.Count - 1; i >= 0; i--) waiting.Push(part._children[i]);
        }
    }

    internal void Defect(MimeDefectKind kind, string field) => Source.Defects.Add(kind, Headers.OffsetOf(field));

    internal void SetHeader(int start, int end, int body)
        => (HeaderOffset, _headerEnd, BodyOffset) = (start - BaseOffset, end - BaseOffset, body - BaseOffset);

    internal void SetKind(StructureKind kind) => _kind = kind;

    internal void EndBody(int absolute) => BodyLength = absolute - BaseOffset - BodyOffset;

    internal MimePart AddChild(bool digest)
    {
        var child = new MimePart(Source, BaseOffset) { Parent = this, Depth = Depth + 1, IsDigestMember = digest };
        _children.Add(child);
        child._number = _children.Count;
        return child;
    }

    internal void BeginEmbedded(MimePart root) => _embedded = new MimeMessage(root.Source, root);

    internal void EndEmbedded(int absolute) => _embedded!.Root.Source.Trim(absolute - _embedded.Root.BaseOffset);
}
