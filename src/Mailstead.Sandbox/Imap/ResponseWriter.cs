using System.Globalization;
using System.Text;
using Mailstead.Sandbox.Net;

namespace Mailstead.Sandbox.Imap;

/// <summary>Writes the server's side of the grammar.</summary>
internal sealed class ResponseWriter(ServedConnection line)
{
    // Longer strings go as literals: quoted strings are for names and the like.
    private const int MaxQuoted = 256;

    public void Raw(string text) => line.Write(text);

    public void Untagged(string text) => line.Write($"* {text}\r\n");

    public void Number(long value) => line.Write(value.ToString(CultureInfo.InvariantCulture));

    public void NString(string? text)
    {
        if (text is null)
            Raw("NIL");
        else
            String(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Quoted where that is possible, else a literal.</summary>
    public void String(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxQuoted || bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            Literal(bytes);
        else
            Raw($"\"{Encoding.ASCII.GetString(bytes).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
    }

    public void Literal(ReadOnlySpan<byte> bytes)
    {
        line.Write(string.Create(CultureInfo.InvariantCulture, $"{{{bytes.Length}}}\r\n"));
        line.OnLiteralBegun();
        line.Write(bytes);
    }
}
