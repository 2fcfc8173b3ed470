using System.Text;

namespace Mailstead.Testing;

/// <summary>Small messages for tests, as bytes.</summary>
public static class Letter
{
    public static byte[] Of(string headers, string body = "Hello.\r\n")
    {
        var text = headers.TrimEnd().ReplaceLineEndings("\r\n") + "\r\n\r\n" + body.ReplaceLineEndings("\r\n");
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Plain text from somebody.</summary>
    public static byte[] Plain(string subject, string body = "Hello.\r\n", string from = "Ada <ada@example.org>", string to = "alex@sandbox.example", string? more = null) =>
        Of($"From: {from}\nTo: {to}\nSubject: {subject}\nDate: Mon, 05 Jan 2026 08:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8{(more is null ? "" : "\n" + more)}", body);

    /// <summary>A text with attachments in base64.</summary>
    public static byte[] WithAttachments(string subject, params IReadOnlyList<(string Name, string Type, byte[] Content)> attachments)
    {
        var body = new StringBuilder("--b\nContent-Type: text/plain; charset=utf-8\n\nSee the files.\n");
        foreach (var (name, type, content) in attachments)
        {
            body.Append("--b\nContent-Type: ").Append(type).Append("; name=\"").Append(name).Append("\"\nContent-Disposition: attachment; filename=\"").Append(name)
                .Append("\"\nContent-Transfer-Encoding: base64\n\n").Append(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)).Append('\n');
        }

        return Of(
            $"From: Ada <ada@example.org>\nTo: alex@sandbox.example\nSubject: {subject}\nMessage-ID: <{subject.Replace(' ', '.')}@example.org>\nDate: Mon, 05 Jan 2026 08:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b",
            body.Append("--b--\n").ToString());
    }
}
