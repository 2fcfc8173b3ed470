using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Parsing;

namespace Mailstead.Sandbox.Imap.Fetching;

/// <summary>ENVELOPE (RFC 9051 section 7.5.2).</summary>
internal static class EnvelopeWriter
{
    public static void Write(ResponseWriter writer, MimeMessage message)
    {
        var from = message.From;
        writer.Raw("(");
        Field(writer, message, "Date");
        writer.Raw(" ");
        Field(writer, message, "Subject");
        // Sender and Reply-To are From where the message has none.
        foreach (var list in new[] { from, message.Sender.Count == 0 ? from : message.Sender, message.ReplyTo.Count == 0 ? from : message.ReplyTo, message.To, message.Cc, message.Bcc })
        {
            writer.Raw(" ");
            Addresses(writer, list);
        }

        writer.Raw(" ");
        Field(writer, message, "In-Reply-To");
        writer.Raw(" ");
        Field(writer, message, "Message-ID");
        writer.Raw(")");
    }

    /// <summary>The value as it stands in the message, unfolded: encoded words are the client's to decode.</summary>
    private static void Field(ResponseWriter writer, MimeMessage message, string name)
    {
        foreach (var field in message.Headers)
        {
            if (!field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            var raw = field.Raw.Span;
            var value = raw[(raw.IndexOf((byte)':') + 1)..].ToArray().Where(b => b is not ((byte)'\r' or (byte)'\n' or 0));
            writer.String(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString([.. value]).Trim(' ', '\t').Replace('\t', ' ')));
            return;
        }

        writer.Raw("NIL");
    }

    private static void Addresses(ResponseWriter writer, AddressList addresses)
    {
        if (addresses.Count == 0)
        {
            writer.Raw("NIL");
            return;
        }

        writer.Raw("(");
        foreach (var address in addresses)
        {
            var at = address.Address.LastIndexOf('@');
            writer.Raw("(");
            writer.NString(address.DisplayName.Length == 0 ? null : EncodedWord.Encode(address.DisplayName));
            writer.Raw(" NIL ");
            writer.NString(at < 0 ? address.Address : address.Address[..at]);
            writer.Raw(" ");
            writer.NString(at < 0 ? "" : address.Address[(at + 1)..]);
            writer.Raw(")");
        }

        writer.Raw(")");
    }
}
