using System.Globalization;
using System.Text;
using Mailstead.Mime.Addresses;

namespace Mailstead.Safety;

/// <summary>Where a URL leads, read by hand: the authority of the last @ and before the first of / \ ? #, as browsers do (WHATWG URL), and nothing is ever fetched or resolved.</summary>
internal sealed record LinkTarget(string Url, string Host, bool MixedScript, bool HidesHost)
{
    private const int MaxUrl = 2_000;
    private static readonly string[] Passed = ["https", "http", "ftp", "mailto", "tel", "sms"];

    /// <summary>Null for what is no link (fragment, relative, cid:). A scheme that could act (javascript:, data:, file:) is named and not passed on.</summary>
    public static LinkTarget? Read(string? href)
    {
        var url = UntrustedText.CleanLine(href, 100_000).Text.Replace(" ", "", StringComparison.Ordinal);
        if (url.StartsWith("//", StringComparison.Ordinal) || url.StartsWith("\\\\", StringComparison.Ordinal)) url = "https:" + url;
        if (url.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) url = "http://" + url;
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !url.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')) return null;
        var scheme = url[..colon].ToLowerInvariant();
        if (scheme is "cid") return null;
        if (!Passed.Contains(scheme, StringComparer.Ordinal)) return new LinkTarget($"(blocked: {UntrustedText.Line(scheme, 20)} link)", "", false, false);
        var rest = url[(colon + 1)..];
        return scheme switch
        {
            "mailto" => Mail(rest),
            "tel" or "sms" => new LinkTarget(Inert($"{scheme}:{rest}"), "", false, false),
            _ => Web(scheme, rest),
        };
    }

    private static LinkTarget Web(string scheme, string rest)
    {
        rest = rest.TrimStart('/', '\\');
        var end = rest.IndexOfAny(['/', '\\', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        var at = authority.LastIndexOf('@');
        var (host, mixed) = HostOf(authority[(at + 1)..]);
        var user = at < 0 ? "" : authority[..(at + 1)];
        return new LinkTarget(Inert($"{scheme}://{user}{host}{(end < 0 ? "" : rest[end..])}"), WithoutPort(host), mixed, at >= 0);
    }

    private static LinkTarget Mail(string rest)
    {
        var end = rest.IndexOf('?', StringComparison.Ordinal);
        var address = Uri.UnescapeDataString(end < 0 ? rest : rest[..end]);
        var at = address.LastIndexOf('@');
        var (host, mixed) = HostOf(at < 0 ? "" : address[(at + 1)..]);
        return new LinkTarget(Inert(at < 0 ? $"mailto:{rest}" : $"mailto:{address[..(at + 1)]}{host}{(end < 0 ? "" : rest[end..])}"), host, mixed, false);
    }

    /// <summary>With its port, if any.</summary>
    private static (string Host, bool Mixed) HostOf(string authority)
    {
        var name = WithoutPort(authority);
        var port = authority[name.Length..];
        if (name.Contains('%', StringComparison.Ordinal)) name = Uri.UnescapeDataString(name);
        return DomainName.TryParse(name.TrimEnd('.')) is { } domain
            ? (domain.Ascii + port, domain.IsMixedScript)
            : (UntrustedText.Line(name, 255).ToLowerInvariant() + port, Scripts.IsMixed(name));
    }

    private static string WithoutPort(string authority)
    {
        if (authority.StartsWith('[')) return authority[..(authority.IndexOf(']', StringComparison.Ordinal) + 1)];
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? authority : authority[..colon];
    }

    /// <summary>Everything but plain URL characters is percent-encoded, brackets and quotes that could end a surrounding syntax included.</summary>
    private static string Inert(string url)
    {
        var result = new StringBuilder(Math.Min(url.Length, MaxUrl) + 16);
        foreach (var rune in url.EnumerateRunes())
        {
            if (result.Length >= MaxUrl) return result.Append('…').ToString();
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "-._~:/?#@!$&+,;=%".Contains((char)rune.Value, StringComparison.Ordinal))) result.Append((char)rune.Value);
            else result.Append(Escaped(rune));
        }
        return result.ToString();
    }

    private static string Escaped(Rune rune)
    {
        Span<byte> octets = stackalloc byte[4];
        var text = new StringBuilder();
        foreach (var octet in octets[..rune.EncodeToUtf8(octets)]) text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        return text.ToString();
    }
}
