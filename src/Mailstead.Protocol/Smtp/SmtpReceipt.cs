namespace Mailstead.Protocol.Smtp;

/// <summary>The server took the message for all recipients.</summary>
public sealed record SmtpReceipt(SmtpReply Final)
{
    /// <summary>In the order of the envelope.</summary>
    public IReadOnlyList<SmtpRecipientResult> Recipients { get; init; } = [];
}
