using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Parsing;

/// <summary>One node of the part tree. Offsets are bytes into the raw message.</summary>
public sealed class MimePart
{
    internal MimePart() { }

    public HeaderList Headers => throw new NotImplementedException();

    /// <summary>IMAP's section number ("1.2"), empty for the root (RFC 9051 section 6.4.5).</summary>
    public string Section => throw new NotImplementedException();
    public ContentType ContentType => throw new NotImplementedException();
    public ContentDisposition? Disposition => throw new NotImplementedException();

    /// <summary>From Content-Disposition filename, else Content-Type name; decoded; untrusted, never a path.</summary>
    public string? FileName => throw new NotImplementedException();

    /// <summary>Without angle brackets.</summary>
    public string? ContentId => throw new NotImplementedException();
    public TransferEncoding TransferEncoding => throw new NotImplementedException();
    public int HeaderOffset => throw new NotImplementedException();
    public int BodyOffset => throw new NotImplementedException();
    public int BodyLength => throw new NotImplementedException();
    public IReadOnlyList<MimePart> Children => throw new NotImplementedException();

    /// <summary>The message inside a message/rfc822 or message/global part.</summary>
    public MimeMessage? EmbeddedMessage => throw new NotImplementedException();
    public ReadOnlyMemory<byte> RawBody => throw new NotImplementedException();
    public bool IsText => throw new NotImplementedException();
    public bool IsMultipart => throw new NotImplementedException();

    /// <summary>The body with its transfer encoding undone. Bytes that do not decode are skipped and recorded.</summary>
    public byte[] Decode() => throw new NotImplementedException();

    /// <summary>The decoded body as text in its charset; unknown charsets fall back to UTF-8, then windows-1252.</summary>
    public string DecodeText() => throw new NotImplementedException();
}
