using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp.Wire;

namespace Mailstead.Protocol.Smtp.Commands;

/// <summary>DSN (RFC 3461): RET and ENVID on MAIL, NOTIFY and ORCPT on RCPT.</summary>
internal static class StatusParameters
{
    private const int MaxEnvelopeId = 100;
    private const int MaxOriginalRecipient = 254;

    /// <summary>What is asked of this server; null when nothing is.</summary>
    internal static SmtpStatusRequest? Asked(SmtpCapability capability, SmtpEnvelope envelope)
    {
        if (envelope.Status is not { } status) return null;
        if ((status.Notify.HasFlag(SmtpNotify.Never) && status.Notify != SmtpNotify.Never) || (int)status.Notify is < 0 or > 8) throw new CallerException("\"Never\" cannot be combined with other notifications.");
        if (status.OriginalRecipients.Keys.Except(envelope.Recipients, StringComparer.Ordinal).Any()) throw new CallerException("An original recipient is given for an address that is no recipient.");
        if (capability.Has("DSN")) return status;
        return status.MayBeIgnored ? null : throw new CallerException("The server does not take requests for delivery reports (DSN).", ErrorCodes.Unsupported, "Send without asking for a report.");
    }

    internal static string OfMail(SmtpStatusRequest? status)
    {
        if (status is null) return "";
        var id = status.EnvelopeId is null ? null : SmtpXtext.Encode(status.EnvelopeId, MaxEnvelopeId) ?? throw new CallerException($"An envelope id has 1 to {MaxEnvelopeId} printable ASCII characters.");
        return status.Return switch { SmtpReturn.Full => " RET=FULL", SmtpReturn.Headers => " RET=HDRS", _ => "" } + (id is null ? "" : $" ENVID={id}");
    }

    internal static string OfRecipient(SmtpStatusRequest? status, string recipient)
    {
        if (status is null) return "";
        var notify = status.Notify == SmtpNotify.Default ? "" : $" NOTIFY={string.Join(',', Names(status.Notify))}";
        if (!status.OriginalRecipients.TryGetValue(recipient, out var original)) return notify;
        SmtpAddress.Path(original);
        var address = SmtpXtext.Encode(original, MaxOriginalRecipient) ?? throw new CallerException("An original recipient must be an ASCII address.");
        return $"{notify} ORCPT=rfc822;{address}";
    }

    private static IEnumerable<string> Names(SmtpNotify notify)
    {
        if (notify.HasFlag(SmtpNotify.Never)) yield return "NEVER";
        if (notify.HasFlag(SmtpNotify.Success)) yield return "SUCCESS";
        if (notify.HasFlag(SmtpNotify.Failure)) yield return "FAILURE";
        if (notify.HasFlag(SmtpNotify.Delay)) yield return "DELAY";
    }
}
