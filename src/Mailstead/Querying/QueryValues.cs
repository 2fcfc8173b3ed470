using System.Globalization;

namespace Mailstead.Querying;

/// <summary>Dates, sizes and names, as both ways of writing take them.</summary>
internal static class QueryValues
{
    public const string DateExpected = "a date as YYYY-MM-DD, 5-Jan-2026, 7d, 2w, 3m, 1y, today or yesterday";
    public const string SizeExpected = "a size as 5000, 5k or 2M (1k is 1,024 octets, at most 4G)";
    public const string KeywordExpected = "a label: letters, digits and signs without blanks, quotes or backslashes";
    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "d-MMM-yyyy"];

    public static bool TryDate(string text, DateOnly today, out DateOnly day)
    {
        if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) return true;
        var back = text.ToUpperInvariant() switch { "TODAY" => 0, "YESTERDAY" => 1, _ => -1 };
        day = today.AddDays(-Math.Max(back, 0));
        if (back >= 0) return true;
        if (text.Length is < 2 or > 5 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        try
        {
            day = char.ToLowerInvariant(text[^1]) switch
            {
                'd' => today.AddDays(-count),
                'w' => today.AddDays(-7 * count),
                'm' => today.AddMonths(-count),
                'y' => today.AddYears(-count),
                _ => default,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            day = DateOnly.MinValue; // before the year 1: all mail is newer
            return true;
        }
        return char.ToLowerInvariant(text[^1]) is 'd' or 'w' or 'm' or 'y';
    }

    public static bool TrySize(string text, out uint octets)
    {
        var digits = text.AsSpan().TrimEnd("bB");
        var shift = digits.IsEmpty ? 0 : char.ToLowerInvariant(digits[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        if (shift > 0) digits = digits[..^1];
        octets = 0;
        if (text.Length - digits.Length > 2 || !uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        var size = (ulong)count << shift;
        octets = (uint)size;
        return size <= uint.MaxValue;
    }

    /// <summary>An atom (RFC 9051 section 9, flag-keyword).</summary>
    public static bool IsKeyword(string text) => text.Length > 0 && text.All(c => c is > ' ' and < '\u007F' && !"(){%*\"\\]".Contains(c, StringComparison.Ordinal));

    /// <summary>RFC 5322 section 3.6.8, ftext, without the sign that ends it here.</summary>
    public static bool IsHeaderName(string text) => text.Length > 0 && text.All(c => c is > ' ' and < '\u007F' and not (':' or '='));
}
