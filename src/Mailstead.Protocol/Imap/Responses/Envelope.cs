using Mailstead.Mime.Addresses;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>ENVELOPE (RFC 9051 section 7.5.2), text decoded when asked for. Bytes are kept, strings are made on first use.</summary>
public sealed class Envelope
{
    internal Envelope() { }
    public DateTimeOffset? Date => throw new NotImplementedException();
    public string Subject => throw new NotImplementedException();
    public IReadOnlyList<MailAddress> From => throw new NotImplementedException();
    public IReadOnlyList<MailAddress> Sender => throw new NotImplementedException();
    public IReadOnlyList<MailAddress> ReplyTo => throw new NotImplementedException();
    public IReadOnlyList<MailAddress> To => throw new NotImplementedException();
    public IReadOnlyList<MailAddress> Cc => throw new NotImplementedException();
    public IReadOnlyList<MailAddress> Bcc => throw new NotImplementedException();

    /// <summary>Without angle brackets.</summary>
    public string? InReplyTo => throw new NotImplementedException();
    public string? MessageId => throw new NotImplementedException();
}
