using System.Text;

namespace Mailstead.Sandbox;

/// <summary>Writes encoded words (RFC 2047); ASCII stays as it is.</summary>
internal static class EncodedWord
{
    // A word is at most 75 characters (RFC 2047 section 2), and fits on a line behind "Subject: ".
    private const int MaxOctets = 36;

    public static string Encode(string text) => Ascii.IsValid(text) ? text : Encode(text, Encoding.UTF8, "utf-8");

    /// <summary>Words are cut between characters, so that each decodes by itself, and stand one space apart.</summary>
    public static string Encode(string text, Encoding encoding, string label)
    {
        var words = new List<string>();
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (encoding.GetByteCount(piece.ToString() + rune) > MaxOctets)
                Flush();
            piece.Append(rune);
        }

        Flush();
        return string.Join(' ', words);

        void Flush()
        {
            words.Add($"=?{label}?B?{Convert.ToBase64String(encoding.GetBytes(piece.ToString()))}?=");
            piece.Clear();
        }
    }
}
