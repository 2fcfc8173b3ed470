using System.Collections.Frozen;
using System.Globalization;
using AngleSharp.Dom;

namespace Mailstead.Safety.Html;

/// <summary>Applies declarations in the order of the cascade. A value that CSS would not take is passed over, so that it cannot undo one that it did take.</summary>
internal sealed class StyleBuilder(ComputedStyle parent)
{
    private static readonly FrozenSet<string> ShownDisplays = FrozenSet.ToFrozenSet(
        ["block", "inline", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "table", "inline-table", "table-row", "table-cell", "table-row-group", "table-header-group", "table-footer-group",
         "table-column", "table-caption", "list-item", "contents", "flow-root", "initial", "unset", "inherit", "revert", "run-in", "-webkit-box", "-webkit-inline-box", "-webkit-flex"],
        StringComparer.Ordinal);

    private bool _displayed = true;
    private bool _skipped;
    private bool? _invisible;
    private CssColor _color = parent.Color;
    private CssColor? _fill;
    private CssColor? _ground = parent.Ground;
    private double _fontSize = parent.FontSize;
    private double _opacity = 1;
    private double _filterOpacity = 1;
    private double _textIndent = parent.TextIndent;
    private bool _keepsBlanks = parent.KeepsBlanks;
    private bool _positioned;
    private bool _offScreen;
    private bool _marginOff;
    private bool _clipsX, _clipsY;
    private bool _noWidth, _noHeight;
    private bool _clippedAway;
    private bool _transformedAway;

    public void ApplyAttributes(IElement element)
    {
        if (element.HasAttribute("hidden")) _displayed = false;
        if (element.GetAttribute("bgcolor") is { } ground && CssColor.ParseLegacy(ground) is { } color) _ground = color.Over(parent.Ground ?? CssColor.White);
        var isFont = element.LocalName is "font" or "basefont";
        if ((isFont ? element.GetAttribute("color") : element.LocalName is "body" ? element.GetAttribute("text") : null) is { } text && CssColor.ParseLegacy(text) is { } legacy) _color = legacy;
        if (isFont && element.GetAttribute("size") is { } size) _fontSize = size.Trim() switch { "1" => 10, "2" => 13, "3" => 16, "4" => 18, "5" => 24, "6" => 32, "7" => 48, _ => _fontSize };
        if (element.LocalName is "pre" or "xmp" or "listing" or "plaintext" or "textarea") _keepsBlanks = true;
        if (element.LocalName is "a" && element.HasAttribute("href")) _color = new CssColor(0, 0, 0.93, 1);
        if (element.LocalName is "mark") _ground = new CssColor(1, 1, 0, 1);
    }

    public void Apply(CssDeclaration declaration)
    {
        var value = declaration.Value;
        switch (declaration.Name)
        {
            case "display":
                if (value is "none") _displayed = false;
                else if (ShownDisplays.Contains(value)) _displayed = true;
                break;
            case "content-visibility": _skipped = value is "hidden"; break;
            case "visibility":
                _invisible = value switch { "hidden" or "collapse" => true, "visible" or "initial" => false, "inherit" or "unset" => null, _ => _invisible };
                break;
            case "opacity": if (Number(value) is { } opacity) _opacity = opacity; break;
            case "filter": _filterOpacity = value.StartsWith("opacity(", StringComparison.Ordinal) && Number(value[8..].TrimEnd(')')) is { } filter ? filter : _filterOpacity; break;
            case "color": _color = value is "inherit" or "unset" or "currentcolor" ? parent.Color : value is "initial" ? CssColor.Black : CssColor.Parse(value) ?? _color; break;
            case "-webkit-text-fill-color": _fill = CssColor.Parse(value); break;
            case "background" or "background-color": ApplyGround(value, declaration.Name is "background"); break;
            case "font-size": _fontSize = CssLength.FontSize(value, parent.FontSize) ?? _fontSize; break;
            case "font": ApplyFont(value); break;
            case "text-indent": _textIndent = CssLength.Parse(value, _fontSize) ?? (value is "initial" ? 0 : _textIndent); break;
            case "white-space": _keepsBlanks = value.StartsWith("pre", StringComparison.Ordinal) && value is not "pre-line" || (value is "inherit" && parent.KeepsBlanks); break;
            default: ApplyBox(declaration.Name, value); break;
        }
    }

    public ComputedStyle Build()
    {
        var gone = parent.Gone || !_displayed || _skipped || _clippedAway || _transformedAway || _marginOff || (_positioned && _offScreen)
            || (_clipsY && _noHeight) || (_clipsX && _noWidth) || parent.Opacity * _opacity * _filterOpacity < 0.06;
        return new ComputedStyle(gone, _invisible ?? parent.Invisible, _fill ?? _color, _ground, _fontSize, parent.Opacity * _opacity * _filterOpacity, _textIndent, _keepsBlanks);
    }

    private void ApplyBox(string name, string value)
    {
        var length = CssLength.Parse(value, _fontSize);
        switch (name)
        {
            case "position": _positioned = value is "absolute" or "fixed" or "relative" or "sticky"; break;
            case "left" or "top": _offScreen |= length is <= -200 or >= 3_000; break;
            case "right" or "bottom": _offScreen |= length is <= -1_000 or >= 1_500; break;
            case "margin-left" or "margin-top": _marginOff = length is <= -500; break;
            case "margin": _marginOff = value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(part => CssLength.Parse(part, _fontSize) is <= -500); break;
            case "overflow": _clipsX = _clipsY = IsClip(value); break;
            case "overflow-x": _clipsX = IsClip(value); break;
            case "overflow-y": _clipsY = IsClip(value); break;
            case "height": _noHeight = length is <= 1 && !value.EndsWith('%') || (length is <= 0 && _noHeight); break;
            case "max-height": _noHeight |= length is <= 1; break;
            case "width": _noWidth = length is <= 1 && !value.EndsWith('%'); break;
            case "max-width": _noWidth |= length is <= 1; break;
            case "clip": _clippedAway = IsEmptyRectangle(value); break;
            case "clip-path": _clippedAway = IsEmptyPath(value); break;
            case "transform": _transformedAway = IsAway(value); break;
            case "zoom" or "scale": _transformedAway |= Number(value) is < 0.06; break;
        }
    }

    private void ApplyGround(string value, bool shorthand)
    {
        if (value.Contains("gradient(", StringComparison.Ordinal))
        {
            _ground = null;
            return;
        }
        if (value is "inherit" or "initial" or "none" or "unset")
        {
            _ground = parent.Ground;
            return;
        }
        var color = CssColor.Parse(value);
        if (color is null && shorthand) color = WithoutUrls(value).Select(CssColor.Parse).FirstOrDefault(c => c is not null);
        if (color is { } found) _ground = found.A < 1 && parent.Ground is null ? null : found.Over(parent.Ground ?? CssColor.White);
    }

    /// <summary>Blanks inside parentheses stay with their word: rgb(0, 0, 0).</summary>
    private static IEnumerable<string> WithoutUrls(string value)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && value[i] == '(') depth++;
            if (i < value.Length && value[i] == ')') depth--;
            if (i < value.Length && (depth > 0 || !char.IsWhiteSpace(value[i]))) continue;
            if (i > start && !value.AsSpan(start).StartsWith("url(", StringComparison.Ordinal)) yield return value[start..i];
            start = i + 1;
        }
    }

    private void ApplyFont(string value)
    {
        foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var size = word.Split('/')[0];
            if (size.Length > 0 && (char.IsAsciiDigit(size[0]) || size[0] == '.') && size is not ("100" or "200" or "300" or "400" or "500" or "600" or "700" or "800" or "900"))
            {
                _fontSize = CssLength.FontSize(size, parent.FontSize) ?? _fontSize;
                return;
            }
        }
    }

    private static bool IsClip(string value) => value.Contains("hidden", StringComparison.Ordinal) || value.Contains("clip", StringComparison.Ordinal) || value is "scroll" or "auto";

    /// <summary>rect(top, right, bottom, left) that leaves at most a pixel.</summary>
    private static bool IsEmptyRectangle(string value)
    {
        if (!value.StartsWith("rect(", StringComparison.Ordinal)) return false;
        var sides = value[5..].TrimEnd(')').Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(v => CssLength.Parse(v, 16)).ToList();
        return sides.Count == 4 && (sides[2] - sides[0] <= 1 || sides[1] - sides[3] <= 1);
    }

    private static bool IsEmptyPath(string value)
    {
        if (value.StartsWith("circle(", StringComparison.Ordinal) || value.StartsWith("ellipse(", StringComparison.Ordinal)) return CssLength.Parse(value[(value.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Split(' ')[0], 16) is <= 1;
        if (value.StartsWith("polygon(", StringComparison.Ordinal)) return value[8..].TrimEnd(')').Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).All(v => CssLength.Parse(v, 16) is 0);
        if (!value.StartsWith("inset(", StringComparison.Ordinal)) return false;
        var parts = value[6..].TrimEnd(')').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && (parts[0].EndsWith('%') && CssLength.Parse(parts[0].TrimEnd('%'), 16) is >= 49 || CssLength.Parse(parts[0], 16) is >= 2_000);
    }

    private static bool IsAway(string value)
    {
        foreach (var function in value.Split(')', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var open = function.IndexOf('(', StringComparison.Ordinal);
            if (open < 0) continue;
            var arguments = function[(open + 1)..].Split(',').Select(v => CssLength.Parse(v, 16)).ToList();
            if (function.StartsWith("scale", StringComparison.Ordinal) && arguments.Exists(a => a is < 0.06 and > -0.06)) return true;
            if (function.StartsWith("translate", StringComparison.Ordinal) && arguments.Exists(a => a is <= -500 or >= 3_000)) return true;
        }
        return false;
    }

    private static double? Number(string value)
    {
        var percent = value.EndsWith('%');
        return double.TryParse(value.AsSpan().TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? percent ? number / 100 : number : null;
    }
}
