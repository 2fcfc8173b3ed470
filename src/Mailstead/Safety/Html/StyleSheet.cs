using AngleSharp.Dom;

namespace Mailstead.Safety.Html;

/// <summary>The rules of all style elements of a document that can decide what is seen. Nothing is imported or loaded.</summary>
internal sealed class StyleSheet
{
    private const int MaxNesting = 8;
    private readonly List<CssRule> _rules = [];
    private int _testsLeft = HtmlLimits.MaxRuleTests;

    public void Add(string css) => Read(CssDeclarations.Normalized(css), 0);

    /// <summary>What applies to an element, weakest first.</summary>
    public IEnumerable<(CssDeclaration Declaration, int Specificity)> For(IElement element)
    {
        if (_rules.Count == 0 || (_testsLeft -= _rules.Count) < 0) return [];
        return _rules.Where(r => r.Selector.Matches(element))
            .OrderBy(r => r.Selector.Specificity).ThenBy(r => r.Order)
            .SelectMany(r => r.Declarations.Select(d => (d, r.Selector.Specificity)));
    }

    private void Read(string css, int nesting)
    {
        var i = 0;
        while (i < css.Length && _rules.Count < HtmlLimits.MaxRules)
        {
            var open = css.IndexOf('{', i);
            var semicolon = css.IndexOf(';', i);
            if (open < 0) return;
            if (semicolon >= 0 && semicolon < open && css.AsSpan(i).TrimStart().StartsWith("@", StringComparison.Ordinal))
            {
                i = semicolon + 1; // @import, @charset
                continue;
            }
            var close = Closing(css, open);
            var prelude = css[i..open].Trim();
            var body = css[(open + 1)..close];
            if (!prelude.StartsWith('@')) AddRule(prelude, body);
            else if (nesting < MaxNesting && Applies(prelude)) Read(body, nesting + 1);
            i = close + 1;
        }
    }

    private void AddRule(string prelude, string body)
    {
        var declarations = CssDeclarations.Read(body);
        if (declarations.Count == 0) return;
        foreach (var text in prelude.Split(','))
            if (_rules.Count < HtmlLimits.MaxRules && CssSelector.Parse(text) is { } selector)
                _rules.Add(new CssRule(selector, declarations, _rules.Count));
    }

    /// <summary>A screen as a person reads mail on: 800 pixels wide, light. Rules for phones, print and dark mode are not what is seen there.</summary>
    private static bool Applies(string prelude)
    {
        if (prelude.StartsWith("@supports", StringComparison.Ordinal) || prelude.StartsWith("@layer", StringComparison.Ordinal)) return true;
        if (!prelude.StartsWith("@media", StringComparison.Ordinal)) return false;
        return prelude[6..].Split(',').Any(query =>
            !query.Contains("print", StringComparison.Ordinal) && !query.Contains("speech", StringComparison.Ordinal) && !query.Contains("dark", StringComparison.Ordinal)
            && !query.Contains("not ", StringComparison.Ordinal) && query.Split("and").All(FeatureApplies));
    }

    private static bool FeatureApplies(string feature)
    {
        const double Width = 800;
        var colon = feature.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return true;
        var value = CssLength.Parse(feature[(colon + 1)..].Trim(' ', ')'), 16);
        if (feature.Contains("max-", StringComparison.Ordinal) && feature.Contains("width", StringComparison.Ordinal)) return value >= Width;
        if (feature.Contains("min-", StringComparison.Ordinal) && feature.Contains("width", StringComparison.Ordinal)) return value <= Width;
        return true;
    }

    private static int Closing(string css, int open)
    {
        var depth = 0;
        for (var i = open; i < css.Length; i++)
        {
            if (css[i] == '{') depth++;
            else if (css[i] == '}' && --depth == 0) return i;
        }
        return css.Length;
    }
}
