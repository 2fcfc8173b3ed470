using AngleSharp.Dom;

namespace Mailstead.Safety.Html;

/// <summary>What of an element's style decides whether its text is seen; a child starts from its parent's.</summary>
/// <param name="Gone">It and all below it: nothing below can undo it (display:none, opacity, clipped away, off the screen).</param>
/// <param name="Invisible">visibility:hidden, which a child may undo.</param>
/// <param name="Ground">What lies behind the text; null when a gradient makes it unknowable.</param>
internal readonly record struct ComputedStyle(bool Gone, bool Invisible, CssColor Color, CssColor? Ground, double FontSize, double Opacity, double TextIndent, bool KeepsBlanks)
{
    /// <summary>Pixels under which letters are dots.</summary>
    private const double SmallestFont = 2;

    public static ComputedStyle Initial { get; } = new(false, false, CssColor.Black, CssColor.White, 16, 1, 0, false);

    public bool HidesText => Gone || Invisible || FontSize < SmallestFont || TextIndent <= -100 || (Ground is { } ground && Color.IsInvisibleOn(ground)) || Color.A < 0.06;

    public static ComputedStyle Of(IElement element, int depth, ComputedStyle parent, StyleSheet sheet)
    {
        if (element.ClassName?.Length > HtmlLimits.MaxClasses) return parent with { Gone = true };
        var builder = new StyleBuilder(parent);
        builder.ApplyAttributes(element);
        var rules = sheet.For(element, depth);
        var inline = element.GetAttribute("style") is { Length: > 0 } style ? CssDeclarations.Read(CssDeclarations.Normalized(style)) : [];
        foreach (var declaration in rules) if (!declaration.Important) builder.Apply(declaration);
        foreach (var declaration in inline) if (!declaration.Important) builder.Apply(declaration);
        foreach (var declaration in rules) if (declaration.Important) builder.Apply(declaration);
        foreach (var declaration in inline) if (declaration.Important) builder.Apply(declaration);
        return builder.Build();
    }
}
