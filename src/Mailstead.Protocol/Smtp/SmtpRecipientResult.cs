namespace Mailstead.Protocol.Smtp;

/// <summary>The server's reply to one RCPT. A 250 or 251 takes the recipient; what becomes of the message further on is for reports to tell.</summary>
public sealed record SmtpRecipientResult(string Address, SmtpReply Reply)
{
    public bool IsAccepted => Reply.Code is 250 or 251;
}
