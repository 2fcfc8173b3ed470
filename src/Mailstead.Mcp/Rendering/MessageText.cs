using System.Globalization;
using System.Text;
using Mailstead.Operations;

namespace Mailstead.Mcp.Rendering;

/// <summary>A message as plain text, for resources.</summary>
internal static class MessageText
{
    public static string Of(MessageView message)
    {
        var text = new StringBuilder();
        Line(text, "From", message.FromAddr);
        Line(text, "To", string.Join(", ", message.ToAddrs));
        Line(text, "Cc", string.Join(", ", message.CcAddrs));
        Line(text, "Reply-To", message.ReplyTo);
        Line(text, "Subject", message.Subject);
        Line(text, "Received", DateTimeOffset.FromUnixTimeMilliseconds(message.ReceivedAt).ToString("u", CultureInfo.InvariantCulture));
        Line(text, "Warnings", string.Join(", ", message.Warnings));
        text.Append('\n').Append(message.Body).Append('\n');
        foreach (var a in message.Attachments) text.Append(CultureInfo.InvariantCulture, $"Attachment {a.Part}: {a.Name} ({a.Type}, {a.Size} bytes)\n");
        foreach (var l in message.Links) text.Append(CultureInfo.InvariantCulture, $"[{l.N}] {l.Url}{(l.Mismatch ? " (the text shows another address)" : "")}\n");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) text.Append(name).Append(": ").Append(value).Append('\n');
    }
}
