using System.Text;

namespace Mailstead.Protocol.Smtp.Wire;

/// <summary>A parameter's value as xtext (RFC 3461 section 4): a plus sign, an equals sign and what is not printable ASCII as +XX.</summary>
internal static class SmtpXtext
{
    /// <summary>Null when the text is empty, too long, or has anything but printable ASCII and spaces.</summary>
    internal static string? Encode(string text, int maxLength)
    {
        if (text.Length is 0 || text.Length > maxLength || text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return null;
        var encoded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '+' or '=' or ' ') encoded.Append('+').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            else encoded.Append(c);
        }

        return encoded.ToString();
    }
}
