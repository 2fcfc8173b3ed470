using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Mailstead.Safety;

/// <summary>A name that is safe to create on any of our systems, made from what a mail claims. Never a path.</summary>
public static class SafeFileName
{
    /// <summary>UTF-8 octets: most file systems take 255; the rest is for a number that makes it unique.</summary>
    public const int MaxOctets = 200;
    private const int MaxExtension = 16;
    private const string Fallback = "attachment";

    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }), "COM¹", "COM²", "COM³", "LPT¹", "LPT²", "LPT³"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Extensions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["text/plain"] = ".txt", ["text/html"] = ".html", ["text/calendar"] = ".ics", ["text/csv"] = ".csv", ["text/vcard"] = ".vcf",
        ["image/jpeg"] = ".jpg", ["image/png"] = ".png", ["image/gif"] = ".gif", ["application/pdf"] = ".pdf", ["application/zip"] = ".zip",
        ["application/json"] = ".json", ["message/rfc822"] = ".eml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="claimed">Untrusted; null when the mail names none.</param>
    /// <param name="mediaType">For an extension when nothing usable is left of the name.</param>
    public static string Of(string? claimed, string mediaType)
    {
        var name = UntrustedText.Line(claimed, 4_096);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = CutStream(name);
        name = Replaced(name).TrimStart(' ', '.', '_', '-', '~').TrimEnd(' ', '.') is { Length: > 0 } usable ? usable : "";
        if (name.Length == 0) name = Fallback + Extensions.GetValueOrDefault(mediaType, "");
        if (Reserved.Contains(name.Split('.')[0].TrimEnd())) name = "_" + name;
        return Shortened(name);
    }

    /// <summary>NAME (2).EXT and so on, for a name that is taken.</summary>
    public static string Numbered(string name, int number)
    {
        var extension = Path.GetExtension(name);
        return string.Create(CultureInfo.InvariantCulture, $"{name[..^extension.Length]} ({number}){extension}");
    }

    /// <summary>"C:name" and "name:stream" name a drive and an alternate data stream on NTFS: what follows a drive letter, or stands before a stream, is the name.</summary>
    private static string CutStream(string name)
    {
        if (name.Length >= 2 && name[1] == ':' && char.IsAsciiLetter(name[0])) name = name[2..];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? name : name[..colon];
    }

    private static string Replaced(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var bad = rune.Value is '<' or '>' or '"' or '|' or '?' or '*' or 0xFFFD or 0x2044 or 0x2215 or 0x29F5 or 0xFF0F or 0xFF3C
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            result.Append(bad ? "_" : rune.ToString());
        }
        return result.ToString();
    }

    private static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxOctets) return name;
        var extension = Path.GetExtension(name);
        if (extension.Length > MaxExtension) extension = "";
        var room = MaxOctets - Encoding.UTF8.GetByteCount(extension);
        var stem = new StringBuilder();
        foreach (var rune in name[..^extension.Length].EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0) break;
            stem.Append(rune.ToString());
        }
        return stem.ToString().TrimEnd(' ', '.') + extension;
    }
}
