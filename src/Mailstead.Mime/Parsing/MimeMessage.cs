using Mailstead.Mime.Addresses;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Parsing;

/// <summary>A parsed message: a view over <see cref="Raw"/>, which it keeps alive and never copies. Immutable, thread-safe.</summary>
public sealed class MimeMessage
{
    internal MimeMessage(ReadOnlyMemory<byte> raw, MimePart root, IReadOnlyList<MimeDefect> defects)
    {
        Raw = raw;
        Root = root;
        Defects = defects;
    }

    /// <summary>Parses any bytes; never throws on content. What is wrong is in <see cref="Defects"/>.</summary>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw, MimeLimits? limits = null) => throw new NotImplementedException();

    public ReadOnlyMemory<byte> Raw { get; }
    public MimePart Root { get; }
    public HeaderList Headers => Root.Headers;
    public IReadOnlyList<MimeDefect> Defects { get; }

    /// <summary>Decoded, unfolded; empty when absent.</summary>
    public string Subject => throw new NotImplementedException();
    public AddressList From => throw new NotImplementedException();
    public AddressList Sender => throw new NotImplementedException();
    public AddressList ReplyTo => throw new NotImplementedException();
    public AddressList To => throw new NotImplementedException();
    public AddressList Cc => throw new NotImplementedException();
    public AddressList Bcc => throw new NotImplementedException();
    public DateTimeOffset? Date => throw new NotImplementedException();

    /// <summary>Without the angle brackets; null when absent.</summary>
    public string? MessageId => throw new NotImplementedException();
    public string? InReplyTo => throw new NotImplementedException();
    public IReadOnlyList<string> References => throw new NotImplementedException();

    /// <summary>Every part of the tree, depth first, the root included.</summary>
    public IEnumerable<MimePart> AllParts() => throw new NotImplementedException();

    /// <summary>The part that a reader would show first: text/plain of the main body, null when the message has none.</summary>
    public MimePart? TextBody => throw new NotImplementedException();

    /// <summary>The text/html of the main body.</summary>
    public MimePart? HtmlBody => throw new NotImplementedException();

    /// <summary>Parts that a mail program lists as attachments (disposition attachment, or a name on something that is not a body).</summary>
    public IReadOnlyList<MimePart> Attachments => throw new NotImplementedException();
}
