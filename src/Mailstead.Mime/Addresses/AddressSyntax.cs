using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mailstead.Mime.Addresses;

/// <summary>What an addr-spec may be (RFC 5321 section 4.1.2, RFC 5322 section 3.4.1, RFC 6531) and how a domain is written.</summary>
internal static class AddressSyntax
{
    /// <summary>Octets, RFC 5321 section 4.5.3.1.1; and the path limit of section 4.5.3.1.3 less its brackets.</summary>
    private const int MaxLocalPart = 64, MaxAddress = 254;
    public static readonly SearchValues<char> Delimiters = SearchValues.Create(" \t\r\n(\"<[,;:");

    /// <summary>What a name must be quoted for.</summary>
    public static readonly SearchValues<char> Specials = SearchValues.Create(",;:<>@\"");
    private static readonly SearchValues<char> AtomText = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");
    private static readonly SearchValues<char> LetterDigitHyphen = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>Null when the address can go to SMTP as it is; else what is wrong with it.</summary>
    public static string? Problem(string address)
    {
        if (address.AsSpan().ContainsAny("\r\n\0")) return "contains CR, LF or NUL";
        var at = address.LastIndexOf('@');
        if (at < 0) return "has no @";
        if (at == 0) return "has nothing before the @";
        if (at == address.Length - 1) return "has nothing after the @";
        if (Encoding.UTF8.GetByteCount(address) > MaxAddress) return $"is longer than {MaxAddress} bytes";
        return LocalProblem(address[..at]) ?? DomainProblem(address[(at + 1)..]);
    }

    /// <summary>The domain in A-labels, lower case; null when IDNA knows no such form.</summary>
    public static string? ToAscii(string domain)
    {
        if (Ascii.IsValid(domain)) return domain.ToLowerInvariant();
        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain.ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public static string ToUnicode(string domain)
    {
        domain = domain.ToLowerInvariant();
        if (!domain.Contains("xn--", StringComparison.Ordinal)) return domain;
        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }.GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    public static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('.'))
        {
            if (text[range].IsEmpty) return false;
            foreach (var c in text[range])
                if (c < 128 ? !AtomText.Contains(c) : char.IsControl(c) || char.IsWhiteSpace(c)) return false;
        }
        return true;
    }

    /// <summary>What stands between angle brackets: comments, blanks outside quotes and a source route ("@a,@b:") removed.</summary>
    public static string Compact(string inside)
    {
        var text = Headers.HeaderText.StripComments(inside);
        if (text.AsSpan().TrimStart().StartsWith("@") && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) text = text[(colon + 1)..];
        if (!text.AsSpan().ContainsAny(" \t\r\n")) return text;
        var result = new StringBuilder(text.Length);
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"') quoted = !quoted;
            if (quoted || !char.IsWhiteSpace(c)) result.Append(c);
        }
        return result.ToString();
    }

    /// <summary>Obsolete blanks around "." and "@" removed, other blanks kept.</summary>
    public static string CompactAroundDotsAndAt(string spec)
    {
        var result = new StringBuilder(spec.Length);
        for (var i = 0; i < spec.Length; i++)
        {
            var drop = spec[i] == ' ' && ((i + 1 < spec.Length && spec[i + 1] is '@' or '.') || (result.Length > 0 && result[^1] is '@' or '.'));
            if (!drop) result.Append(spec[i]);
        }
        return result.ToString();
    }

    private static string? LocalProblem(string local)
    {
        if (Encoding.UTF8.GetByteCount(local) > MaxLocalPart) return $"has more than {MaxLocalPart} bytes before the @";
        if (IsDotAtom(local)) return null;
        if (local.Length < 3 || local[0] != '"' || local[^1] != '"') return "has characters before the @ that need quotes";
        for (var i = 1; i < local.Length - 1; i++)
        {
            var c = local[i];
            if (c == '\\' && i + 2 < local.Length) c = local[++i];
            else if (c is '"' or '\\') return "has a stray quote or backslash before the @";
            if (char.IsControl(c)) return "has a control character before the @";
        }
        return null;
    }

    private static string? DomainProblem(string domain)
    {
        if (domain[0] == '[') return IsLiteral(domain) ? null : "has a malformed address literal after the @";
        if (ToAscii(domain) is not { } ascii) return "has a domain that cannot be written in ASCII (IDNA)";
        if (ascii.Length > 253) return "has a domain longer than 253 characters";
        foreach (var range in ascii.AsSpan().Split('.'))
        {
            var label = ascii.AsSpan()[range];
            if (label.IsEmpty) return "has an empty label in its domain";
            if (label.Length > 63) return "has a domain label longer than 63 characters";
            if (label.ContainsAnyExcept(LetterDigitHyphen) || label[0] == '-' || label[^1] == '-') return "has a domain with characters that no host name has";
        }
        return null;
    }

    private static bool IsLiteral(string domain)
    {
        if (domain[^1] != ']') return false;
        var inside = domain.AsSpan(1, domain.Length - 2);
        if (inside.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase)) inside = inside[5..];
        return System.Net.IPAddress.TryParse(inside, out _);
    }
}
