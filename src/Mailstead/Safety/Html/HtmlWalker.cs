using System.Globalization;
using AngleSharp.Dom;

namespace Mailstead.Safety.Html;

/// <summary>Goes through a tree once, in order, without recursion, and writes what a person would see.</summary>
internal sealed class HtmlWalker(StyleSheet sheet, LinkTable links)
{
    private const int MaxAlt = 100;
    private readonly TextLayout _layout = new();
    private readonly Stack<OpenElement> _open = new();

    /// <summary>Characters, blanks aside, of text that is there and cannot be seen.</summary>
    public int Hidden { get; private set; }

    public string Walk(IElement root)
    {
        Enter(root);
        while (!sheet.IsExhausted && _open.TryPeek(out var top))
        {
            if (top.Next >= top.Children.Length)
            {
                _open.Pop();
                Leave(top);
                continue;
            }
            var node = top.Children[top.Next++];
            if (node is IText text) Write(text.Data, HidesOwnText(top.Element) ? top.Style with { Gone = true } : top.Style);
            else if (node is IElement element) Enter(element);
        }
        return _layout.ToString();
    }

    private void Write(string text, ComputedStyle style)
    {
        if (!style.HidesText)
        {
            _layout.Text(text, style.KeepsBlanks);
            return;
        }
        Hidden += text.Count(c => !char.IsWhiteSpace(c));
        if (!style.Gone) _layout.Text(" ", keepsBlanks: false); // it takes its place, seen or not
    }

    private void Enter(IElement element)
    {
        var name = element.LocalName;
        if (HtmlElements.Skipped.Contains(name)) return;
        var parent = _open.TryPeek(out var top) ? top.Style : ComputedStyle.Initial;
        var style = ComputedStyle.Of(element, _open.Count, parent, sheet);
        if (HtmlElements.Hidden.Contains(name) || IsClosed(element)) style = style with { Gone = true };
        if (!style.Gone) Open(element, name, style);
        _open.Push(new OpenElement(element, style) { Start = _layout.Length });
    }

    private void Open(IElement element, string name, ComputedStyle style)
    {
        if (HtmlElements.Paragraphs.Contains(name)) _layout.Break(2);
        else if (HtmlElements.Blocks.Contains(name)) _layout.Break(1);
        switch (name)
        {
            case "br": _layout.Line(); break;
            case "hr":
                _layout.Break(1);
                _layout.Append("---");
                _layout.Break(1);
                break;
            case "td" or "th": _layout.Cell(); break;
            case "blockquote":
                _layout.Tighten();
                _layout.Quotes++;
                break;
            case "ul" or "ol" or "menu" or "dir": _layout.Indent++; break;
            case "li": _layout.Marker(Bullet()); break;
            case ['h', >= '1' and <= '6']: _layout.Marker(new string('#', name[1] - '0') + " "); break;
            case "img": Image(element, style); break;
            case "q": _layout.Text("\u201C", keepsBlanks: false); break;
        }
    }

    private void Leave(OpenElement left)
    {
        if (left.Style.Gone) return;
        var name = left.Element.LocalName;
        switch (name)
        {
            case "blockquote": _layout.Quotes--; break;
            case "ul" or "ol" or "menu" or "dir": _layout.Indent--; break;
            case "q": _layout.Text("\u201D", keepsBlanks: false); break;
            case "a" or "area": Link(left); break;
        }
        if (name is ['h', >= '1' and <= '6'] or "li") _layout.Marker("");
        if (HtmlElements.Paragraphs.Contains(name)) _layout.Break(2);
        else if (HtmlElements.Blocks.Contains(name)) _layout.Break(1);
    }

    private string Bullet()
    {
        if (!_open.TryPeek(out var list) || list.Element.LocalName is not "ol") return "- ";
        return string.Create(CultureInfo.InvariantCulture, $"{++list.Items}. ");
    }

    private void Image(IElement element, ComputedStyle style)
    {
        var alt = UntrustedText.Line(element.GetAttribute("alt"), MaxAlt).Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal);
        if (alt.Length == 0 || style.HidesText || IsTiny(element.GetAttribute("width")) || IsTiny(element.GetAttribute("height"))) return;
        _layout.Text($"[image: {alt}]", keepsBlanks: false);
    }

    private void Link(OpenElement left)
    {
        if (left.Element.GetAttribute("href") is not { } href || _layout.Length <= left.Start) return;
        var text = _layout.Take(left.Start);
        var mark = text.Length == 0 ? "" : links.Mark(text, href);
        _layout.PutBack(mark.Length == 0 ? text : $"{InertText.Of(UntrustedText.Block(text), links: null)} {mark}");
    }

    /// <summary>details and dialog show nothing but a summary until they are opened.</summary>
    private static bool IsClosed(IElement element)
    {
        if (element.LocalName is "dialog") return !element.HasAttribute("open");
        return element.LocalName is not "summary" && element.ParentElement is { } parent && HidesOwnText(parent);
    }

    private static bool HidesOwnText(IElement element) => element.LocalName is "details" && !element.HasAttribute("open");

    private static bool IsTiny(string? size) => size is not null && CssLength.Parse(size, 16) is <= 2;
}
