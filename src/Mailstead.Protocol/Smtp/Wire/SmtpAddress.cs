using System.Buffers;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Smtp.Wire;

/// <summary>Addresses and names as command arguments. What does not fit the grammar of RFC 5321 section 4.1.2 (and RFC 6531 for UTF-8) is refused, never quoted or repaired; nothing that passes can end a command line or a path.</summary>
internal static class SmtpAddress
{
    /// <summary>RFC 5321 section 4.5.3.1.3: a path has 256 octets, two of them the angle brackets.</summary>
    private const int MaxBytes = 254;
    private const int MaxLabel = 63;
    private static readonly SearchValues<char> AtomText = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    /// <summary>The address within angle brackets.</summary>
    /// <exception cref="CallerException">Not an address that SMTP can carry.</exception>
    internal static string Path(string address)
    {
        var at = address.LastIndexOf('@');
        var good = at > 0
            && !address.EnumerateRunes().Contains(Rune.ReplacementChar)
            && Encoding.UTF8.GetByteCount(address) <= MaxBytes
            && IsLocalPart(address.AsSpan(0, at))
            && IsDomain(address.AsSpan(at + 1));
        return good ? $"<{address}>" : throw new CallerException($"\"{UntrustedText.Clean(address)}\" is not an address that SMTP can carry.", remedy: "Give a bare address such as ann@example.org.");
    }

    internal static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.Length > 2 && domain[0] == '[' && domain[^1] == ']') return IsAddressLiteral(domain[1..^1]);
        if (domain.IsEmpty) return false;
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > MaxLabel || label[0] == '-' || label[^1] == '-') return false;
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_') && !IsUtf8Letter(c)) return false;
            }
        }

        return true;
    }

    private static bool IsAddressLiteral(ReadOnlySpan<char> text) =>
        System.Net.IPAddress.TryParse(text.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? text[5..] : text, out _) && !text.ContainsAny("% []/");

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local.Length > 2 && local[0] == '"' && local[^1] == '"') return IsQuoted(local[1..^1]);
        foreach (var range in local.Split('.'))
        {
            var atom = local[range];
            if (atom.IsEmpty) return false;
            foreach (var c in atom)
            {
                if (!AtomText.Contains(c) && !IsUtf8Letter(c)) return false;
            }
        }

        return true;
    }

    /// <summary>Stricter than the RFC: no space and no angle bracket, which relays have misread as the end of the path.</summary>
    private static bool IsQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && ++i == text.Length) return false;
            if (c == '"' || text[i] is '<' or '>' || (text[i] is <= ' ' or (char)0x7F) || (text[i] > 0x7F && !IsUtf8Letter(text[i]))) return false;
        }

        return true;
    }

    /// <summary>Beyond ASCII: no control, no separator, no format character. Halves of a pair pass here; a lone one is refused by <see cref="Path"/>.</summary>
    private static bool IsUtf8Letter(char c) => c > 0x9F && !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not
        (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.PrivateUse);
}
