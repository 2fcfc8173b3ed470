using System.Buffers;
using System.Globalization;

namespace Mailstead.Mime.Headers;

/// <summary>RFC 5322 date-time, obsolete forms included (RFC 5322 section 4.3).</summary>
public static class MailDate
{
    private static readonly SearchValues<char> TimeText = SearchValues.Create("0123456789:.");
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>
    /// Order of the pieces is not held against a sender ("Jan 2 2006", "2006-01-02"); what is missing or impossible is.
    /// A zone that nobody can place (military letters, "-0000", unknown names) counts as UTC, as RFC 5322 section 4.3 asks.
    /// </summary>
    public static bool TryParse(string text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length > 500) return false;
        var date = new DatePieces();
        foreach (var word in JoinTime(HeaderText.StripComments(text)).Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!Take(word, ref date)) return false;
        return date.TryBuild(out value);
    }

    public static string Format(DateTimeOffset value)
    {
        var offset = value.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{value:ddd, dd MMM yyyy HH:mm:ss} {sign}{offset:hhmm}");
    }

    /// <summary>Obsolete blanks around the colons of the time.</summary>
    private static string JoinTime(string text)
    {
        if (!text.Contains(" :", StringComparison.Ordinal) && !text.Contains(": ", StringComparison.Ordinal)) return text;
        return string.Join(':', text.Split(':', StringSplitOptions.TrimEntries));
    }

    private static bool Take(string word, ref DatePieces date)
    {
        var first = word[0];
        if (word.Contains(':', StringComparison.Ordinal)) return date.Hour is not null || TakeTime(word, ref date);
        if (first is '+' or '-' && date.Hour is not null) return TakeOffset(word, ref date);
        if (char.IsAsciiDigit(first)) return TakeNumber(word, ref date);
        return TakeName(word, ref date);
    }

    private static bool TakeNumber(string word, ref DatePieces date)
    {
        if (word.Contains('-', StringComparison.Ordinal) || word.Contains('/', StringComparison.Ordinal)) return TakeDashed(word, ref date);
        if (date.Hour is null && word.Contains('.', StringComparison.Ordinal)) return TakeTime(word.Replace('.', ':'), ref date);
        if (!int.TryParse(word.TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        if (date.Day is null && word.Length <= 2) date.Day = number;
        else if (date.Year is null) date.Year = FullYear(number, word.Length);
        else if (date.Hour is not null && word.Length == 4) return TakeOffset("+" + word, ref date);
        return true;
    }

    /// <summary>2006-01-02, 02-Jan-2006, 2006-01-02T15:04:05Z.</summary>
    private static bool TakeDashed(string word, ref DatePieces date)
    {
        var pieces = word.Split('-', '/');
        if (pieces.Length != 3) return false;
        var isoOrder = pieces[0].Length == 4;
        if (!int.TryParse(pieces[isoOrder ? 0 : 2], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(pieces[isoOrder ? 2 : 0], NumberStyles.None, CultureInfo.InvariantCulture, out var day)) return false;
        date.Year = FullYear(year, pieces[isoOrder ? 0 : 2].Length);
        date.Day = day;
        if (int.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out var month)) date.Month = month;
        else return TakeName(pieces[1], ref date);
        return true;
    }

    private static bool TakeTime(string word, ref DatePieces date)
    {
        var t = word.IndexOf('T', StringComparison.Ordinal);
        if (t > 0)
        {
            if (!TakeDashed(word[..t], ref date)) return false;
            word = word[(t + 1)..];
        }
        var zone = word.AsSpan().IndexOfAnyExcept(TimeText);
        if (zone > 0)
        {
            if (!TakeTime(word[..zone], ref date)) return false;
            return Take(word[zone..].Replace(":", "", StringComparison.Ordinal), ref date);
        }
        var pieces = word.Split(':', '.');
        if (pieces.Length < 2) return false;
        if (!int.TryParse(pieces[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)) return false;
        var second = 0;
        if (pieces.Length > 2 && !int.TryParse(pieces[2], NumberStyles.None, CultureInfo.InvariantCulture, out second)) return false;
        (date.Hour, date.Minute, date.Second) = (hour, minute, second);
        return true;
    }

    private static bool TakeOffset(string word, ref DatePieces date)
    {
        var digits = word[1..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length == 2) digits += "00";
        if (digits.Length == 3) digits = "0" + digits;
        if (digits.Length != 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return true;
        var minutes = ((number / 100) * 60) + (number % 100);
        if (minutes <= 14 * 60) date.OffsetMinutes ??= word[0] == '-' ? -minutes : minutes;
        return true;
    }

    private static bool TakeName(string word, ref DatePieces date)
    {
        var lower = word.TrimEnd('.').ToLowerInvariant();
        if (date.Month is null && lower.Length >= 3 && Array.IndexOf(Months, lower[..3]) is >= 0 and var month) date.Month = month + 1;
        else if (lower is "pm" && date.Hour is < 12) date.Hour += 12;
        else if (lower is "am" && date.Hour is 12) date.Hour = 0;
        else if (date.Hour is not null) date.OffsetMinutes ??= ZoneMinutes(lower, ref date);
        return true;
    }

    private static int? ZoneMinutes(string zone, ref DatePieces date)
    {
        var sign = zone.AsSpan().IndexOfAny('+', '-');
        if (sign > 0)
        {
            TakeOffset(zone[sign..], ref date);
            return date.OffsetMinutes;
        }
        return zone switch
        {
            "edt" => -4 * 60,
            "est" or "cdt" => -5 * 60,
            "cst" or "mdt" => -6 * 60,
            "mst" or "pdt" => -7 * 60,
            "pst" => -8 * 60,
            "bst" or "cet" or "met" => 60,
            "cest" or "mest" or "eet" => 2 * 60,
            "eest" or "msk" => 3 * 60,
            "jst" or "kst" => 9 * 60,
            _ => null,
        };
    }

    /// <summary>RFC 5322 section 4.3: two digits 00-49 are 2000-2049, others and three digits count from 1900.</summary>
    private static int FullYear(int year, int digits) => digits switch
    {
        <= 2 => year < 50 ? 2000 + year : 1900 + year,
        3 => 1900 + year,
        _ => year,
    };
}
