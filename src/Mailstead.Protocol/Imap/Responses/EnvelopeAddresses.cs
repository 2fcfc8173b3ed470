using Mailstead.Mime.Addresses;
using Mailstead.Mime.Encodings;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>An address list of an ENVELOPE: (name route mailbox host) each; groups are flattened.</summary>
internal static class EnvelopeAddresses
{
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~.";

    /// <returns>What could be read.</returns>
    public static IReadOnlyList<MailAddress> Read(ImapReader reader)
    {
        var found = new List<MailAddress>();
        try
        {
            if (!reader.TryTake((byte)'('))
                return found;
            while (!reader.TryTake((byte)')'))
            {
                if (ReadOne(ref reader) is { } address)
                    found.Add(address);
                reader.TrySpace();
            }
        }
        catch (ProtocolBrokenException)
        {
            // Parentheses match, the inside is no address list: what was read before is all there is.
        }
        return found;
    }

    private static MailAddress? ReadOne(ref ImapReader reader)
    {
        reader.Take('(');
        var hasName = reader.TryNString(out var name);
        reader.Space();
        reader.TryNString(out _);
        reader.Space();
        var hasMailbox = reader.TryNString(out var mailbox);
        reader.Space();
        var hasHost = reader.TryNString(out var host);
        reader.TrySpace();
        reader.Take(')');
        // A host of NIL begins or ends a group.
        if (!hasHost || !hasMailbox)
            return null;
        var local = Local(OneLine.Of(mailbox));
        var display = hasName ? EncodedWords.Decode(name) : "";
        // QUIRK(Dovecot, Cyrus): an address without a domain gets a made-up one.
        var domain = host.SequenceEqual("MISSING_DOMAIN"u8) || host.SequenceEqual("unspecified-domain"u8) ? "" : OneLine.Of(host);
        return new MailAddress(display, domain.Length == 0 ? local : $"{local}@{domain}");
    }

    /// <summary>The server took the quotes off a quoted local-part: put them back where they are needed.</summary>
    private static string Local(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c > 0x7f || AtomSpecials.Contains(c, StringComparison.Ordinal))
            ? text
            : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
