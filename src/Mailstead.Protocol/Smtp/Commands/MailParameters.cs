using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp.Wire;

namespace Mailstead.Protocol.Smtp.Commands;

/// <summary>What follows the path of MAIL FROM: only what the server announced, and a refusal of what it would need and did not announce.</summary>
internal static class MailParameters
{
    internal static string Of(SmtpCapability capability, SmtpEnvelope envelope, SmtpStatusRequest? status, bool isEncrypted, ReadOnlySpan<byte> message)
    {
        var facts = SmtpMessageFacts.Of(message);
        var isBinary = envelope.Transfer == SmtpTransfer.Binary;
        if (isBinary && !(capability.Has("BINARYMIME") && capability.Has("CHUNKING"))) throw new CallerException("The server does not take binary messages (BINARYMIME).", ErrorCodes.Unsupported, "Encode the message as base64.");
        if (!isBinary && facts.HasNul) throw new CallerException("The message contains NUL, which mail cannot carry.");
        var size = isBinary ? message.Length : facts.Size;
        if (size > capability.MaxSize) throw new CallerException($"The message has {size} bytes; the server takes {capability.MaxSize}.", ErrorCodes.MessageTooLarge, "Send less, or share the attachment in another way.");
        var utf8 = facts.HeaderIsUtf8 || envelope.Recipients.Append(envelope.From).Any(a => !System.Text.Ascii.IsValid(a));
        if (utf8 && !capability.Has("SMTPUTF8")) throw new CallerException("The server does not take addresses or headers beyond ASCII (SMTPUTF8).", ErrorCodes.Unsupported, "Use an ASCII address for this recipient.");
        if (facts.Is8Bit && !isBinary && !capability.Has("8BITMIME")) throw new CallerException("The server does not take 8-bit text (8BITMIME).", ErrorCodes.Unsupported, "Encode the message as quoted-printable or base64.");
        if (envelope.RequireTls && !(isEncrypted && capability.Has("REQUIRETLS"))) throw new CallerException("The server does not promise TLS on every further hop (REQUIRETLS).", ErrorCodes.Unsupported, "Send without this demand, or through another server.");
        return (capability.Has("SIZE") ? $" SIZE={size}" : "") + (isBinary ? " BODY=BINARYMIME" : facts.Is8Bit ? " BODY=8BITMIME" : "") + (utf8 ? " SMTPUTF8" : "")
            + StatusParameters.OfMail(status) + (envelope.RequireTls ? " REQUIRETLS" : "") + HoldParameter.Of(capability, envelope.Hold);
    }
}
