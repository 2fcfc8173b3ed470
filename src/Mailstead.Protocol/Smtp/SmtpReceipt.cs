namespace Mailstead.Protocol.Smtp;

/// <summary>The server took the message for all recipients.</summary>
public sealed record SmtpReceipt(SmtpReply Final);
