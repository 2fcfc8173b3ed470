using System.Text;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>A MIME entity: its Content-* header lines, CRLF after each, and its body.</summary>
internal sealed record SampleNode(string Headers, byte[] Body)
{
    public static SampleNode Text(string subtype, string text, Encoding charset, string label, string? encoding, string parameters = "")
    {
        var bytes = charset.GetBytes(BodyEncoder.CrLf(text));
        encoding ??= Suits(bytes, label);
        byte[] body = encoding switch
        {
            "qp" => Encoding.ASCII.GetBytes(BodyEncoder.QuotedPrintable(bytes)),
            "base64" => Encoding.ASCII.GetBytes(BodyEncoder.Base64(bytes)),
            _ => bytes,
        };
        return new SampleNode($"Content-Type: text/{subtype}; charset={label}{parameters}\r\nContent-Transfer-Encoding: {(encoding == "qp" ? "quoted-printable" : encoding)}\r\n", body);
    }

    public static SampleNode Multipart(string subtype, string boundary, params IReadOnlyList<SampleNode> parts)
    {
        using var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\n{part.Headers}\r\n"));
            body.Write(part.Body);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return new SampleNode($"Content-Type: multipart/{subtype};\r\n\tboundary=\"{boundary}\"\r\n", body.ToArray());
    }

    public static SampleNode File(string mediaType, string name, byte[] content, string disposition = "attachment", string extra = "")
    {
        var fileName = Ascii.IsValid(name) ? $"filename=\"{name}\"" : $"filename*=utf-8''{Uri.EscapeDataString(name)}";
        return new SampleNode(
            $"Content-Type: {mediaType}\r\nContent-Disposition: {disposition};\r\n\t{fileName}\r\n{extra}Content-Transfer-Encoding: base64\r\n",
            Encoding.ASCII.GetBytes(BodyEncoder.Base64(content)));
    }

    private static string Suits(byte[] bytes, string label)
    {
        if (Ascii.IsValid(bytes))
            return bytes.AsSpan().IndexOf("\n"u8) >= 0 && LongestLine(bytes) <= 200 ? "7bit" : "qp";
        var foreign = bytes.Count(b => b > 127);
        return label == "utf-8" && foreign * 4 > bytes.Length ? "base64" : "qp";
    }

    private static int LongestLine(byte[] bytes)
    {
        var longest = 0;
        foreach (var line in bytes.AsSpan().Split((byte)'\n'))
            longest = Math.Max(longest, line.End.Value - line.Start.Value);
        return longest;
    }
}
