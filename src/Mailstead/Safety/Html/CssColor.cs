using System.Globalization;

namespace Mailstead.Safety.Html;

/// <summary>sRGB with alpha, 0 to 1 each (CSS Color 4, the forms that mail uses).</summary>
internal readonly record struct CssColor(double R, double G, double B, double A)
{
    public static CssColor White { get; } = new(1, 1, 1, 1);
    public static CssColor Black { get; } = new(0, 0, 0, 1);

    /// <summary>Below it letters cannot be told from their ground (WCAG 2 contrast; readable text has 4.5, pale grey on white 1.3).</summary>
    private const double InvisibleContrast = 1.12;

    public static CssColor? Parse(string text)
    {
        text = text.Trim().ToLowerInvariant();
        if (text is "transparent") return new CssColor(0, 0, 0, 0);
        if (text.StartsWith('#')) return Hex(text[1..]);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open > 0) return Function(text[..open].Trim(), text[(open + 1)..].TrimEnd(')', ' '));
        return NamedColors.Find(text) is { } rgb ? FromRgb(rgb) : null;
    }

    /// <summary>HTML's legacy attribute (bgcolor, font color): a hash may lack.</summary>
    public static CssColor? ParseLegacy(string text) => Parse(text) ?? Hex(text.Trim());

    public CssColor Over(CssColor ground) => new(R * A + ground.R * (1 - A), G * A + ground.G * (1 - A), B * A + ground.B * (1 - A), 1);

    public bool IsInvisibleOn(CssColor ground)
    {
        if (A < 0.06) return true;
        var (a, b) = (Over(ground).Luminance, ground.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05) < InvisibleContrast && Distance(Over(ground), ground) < 0.12;
    }

    private double Luminance => 0.2126 * Linear(R) + 0.7152 * Linear(G) + 0.0722 * Linear(B);
    private static double Linear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    /// <summary>Two hues of one brightness (red on green) are readable to most.</summary>
    private static double Distance(CssColor a, CssColor b) => Math.Max(Math.Abs(a.R - b.R), Math.Max(Math.Abs(a.G - b.G), Math.Abs(a.B - b.B)));

    private static CssColor FromRgb(int rgb) => new((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, 1);

    private static CssColor? Hex(string digits)
    {
        if (digits.Length is 3 or 4) digits = string.Concat(digits.Select(c => new string(c, 2)));
        if (digits.Length is not (6 or 8) || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return null;
        return digits.Length == 6 ? FromRgb((int)value) : FromRgb((int)(value >> 8)) with { A = (value & 255) / 255.0 };
    }

    private static CssColor? Function(string name, string arguments)
    {
        var parts = arguments.Split([',', ' ', '/'], 6, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 3) return null;
        var alpha = parts.Length > 3 ? Part(parts[3], 1) : 1;
        if (name is "rgb" or "rgba") return Clamped(Part(parts[0], 255), Part(parts[1], 255), Part(parts[2], 255), alpha);
        if (name is not ("hsl" or "hsla")) return null;
        var (h, s, l) = (Part(parts[0].Replace("deg", "", StringComparison.Ordinal), 1), Part(parts[1], 1), Part(parts[2], 1));
        return Clamped(Hue(h, s, l, 0), Hue(h, s, l, 8), Hue(h, s, l, 4), alpha);
    }

    private static double Hue(double h, double s, double l, double n)
    {
        var k = (n + h / 30) % 12;
        return l - s * Math.Min(l, 1 - l) * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1));
    }

    private static double Part(string text, double whole) =>
        text.EndsWith('%')
            ? double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : 0
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value / whole : 0;

    private static CssColor Clamped(double r, double g, double b, double a) => new(Math.Clamp(r, 0, 1), Math.Clamp(g, 0, 1), Math.Clamp(b, 0, 1), Math.Clamp(a, 0, 1));
}
