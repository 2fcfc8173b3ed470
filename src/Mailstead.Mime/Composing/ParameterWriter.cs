using System.Globalization;
using System.Text;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Composing;

/// <summary>name=value of a MIME field: a token, a quoted string, or RFC 2231 pieces when it is long or not ASCII.</summary>
internal static class ParameterWriter
{
    /// <summary>Characters of one piece, so that a folded line stays under 78.</summary>
    private const int MaxPiece = 72;

    public static IEnumerable<string> Write(string name, string value)
    {
        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !value.Contains("=?", StringComparison.Ordinal))
        {
            var simple = ContentTypeParser.IsToken(value)
                ? $"{name}={value}"
                : $"{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
            if (simple.Length <= MaxPiece) return [simple];
        }
        return WriteExtended(name, Encoding.UTF8.GetBytes(value));
    }

    private static List<string> WriteExtended(string name, byte[] bytes)
    {
        var pieces = new List<StringBuilder>();
        var piece = new StringBuilder("utf-8''");
        foreach (var c in bytes)
        {
            var text = IsAttributeChar(c) ? ((char)c).ToString() : "%" + c.ToString("X2", CultureInfo.InvariantCulture);
            if (name.Length + 8 + piece.Length + text.Length > MaxPiece)
            {
                pieces.Add(piece);
                piece = new StringBuilder();
            }
            piece.Append(text);
        }
        pieces.Add(piece);
        if (pieces.Count == 1) return [$"{name}*={pieces[0]}"];
        return [.. pieces.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{name}*{i}*={p}"))];
    }

    private static bool IsAttributeChar(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' or (byte)'+' or (byte)'!' or (byte)'#' or (byte)'$' or (byte)'&' or (byte)'^';
}
