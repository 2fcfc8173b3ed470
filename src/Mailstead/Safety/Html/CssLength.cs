using System.Globalization;

namespace Mailstead.Safety.Html;

/// <summary>CSS lengths, in pixels.</summary>
internal static class CssLength
{
    private const double Root = 16;

    /// <param name="em">Pixels of 1em; percentages count of it too.</param>
    /// <returns>Null for what is no length (auto, inherit, a function of several).</returns>
    public static double? Parse(string text, double em)
    {
        text = text.Trim();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0)
        {
            var inner = text[(open + 1)..].Trim(')', ' ');
            return inner.Contains('(', StringComparison.Ordinal) || !text.StartsWith("calc", StringComparison.Ordinal) ? null : Parse(inner.Split(' ')[0], em);
        }
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-' or '+' || (text[end] is 'e' && end > 0 && end + 1 < text.Length && (char.IsAsciiDigit(text[end + 1]) || text[end + 1] is '-')))) end++;
        if (!double.TryParse(text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        return text[end..].Trim() switch
        {
            "" or "px" => number,
            "em" => number * em,
            "rem" => number * Root,
            "%" => number / 100 * em,
            "pt" => number * 4 / 3,
            "pc" => number * 16,
            "in" => number * 96,
            "cm" => number * 37.8,
            "mm" => number * 3.78,
            "ex" or "ch" => number * em / 2,
            "vw" or "vh" or "vmin" or "vmax" => number * 8,
            _ => null,
        };
    }

    public static double? FontSize(string text, double parent) => text.Trim() switch
    {
        "xx-small" => 9, "x-small" => 10, "small" => 13, "medium" => 16, "large" => 18, "x-large" => 24, "xx-large" => 32, "smaller" => parent * 0.83, "larger" => parent * 1.2,
        "inherit" or "unset" => parent,
        "initial" => 16,
        var other => Parse(other, parent),
    };
}
