using AngleSharp.Dom;

namespace Mailstead.Safety.Html;

/// <summary>The rules of all style elements of a document that can decide what is seen, found by the id, class or tag that their last part asks for. Nothing is imported or loaded.</summary>
internal sealed class StyleSheet
{
    private const int MaxNesting = 8;
    private readonly Dictionary<string, List<CssRule>> _rules = new(StringComparer.OrdinalIgnoreCase);
    private int _count;
    private int _testsLeft = HtmlLimits.MaxRuleTests;

    /// <summary>More rules, or more work with them, than any honest mail has. From here on nobody can tell what is hidden, so nothing more is shown.</summary>
    public bool IsExhausted => _count > HtmlLimits.MaxRules || _testsLeft < 0;

    public void Add(string css) => Read(CssDeclarations.Normalized(css), 0);

    /// <summary>What applies to an element, weakest first.</summary>
    /// <param name="depth">Of the element: what a rule with several parts may have to climb.</param>
    public IReadOnlyList<CssDeclaration> For(IElement element, int depth)
    {
        if (_count == 0 || IsExhausted) return [];
        List<CssRule>? matches = null;
        foreach (var key in Keys(element))
        {
            if (!_rules.TryGetValue(key, out var candidates)) continue;
            foreach (var rule in candidates)
            {
                _testsLeft -= rule.Selector.Parts.Count == 1 ? 1 : 1 + depth;
                if (IsExhausted) return [];
                if (rule.Selector.Matches(element)) (matches ??= []).Add(rule);
            }
        }
        return matches is null ? [] : [.. matches.OrderBy(r => r.Selector.Specificity).ThenBy(r => r.Order).SelectMany(r => r.Declarations)];
    }

    private static IEnumerable<string> Keys(IElement element)
    {
        yield return "*";
        yield return element.LocalName;
        if (element.Id is { Length: > 0 } id) yield return "#" + id;
        foreach (var name in element.ClassList.Distinct(StringComparer.OrdinalIgnoreCase)) yield return "." + name;
    }

    private static string KeyOf(CssCompound last) => last.Id is not null ? "#" + last.Id : last.Classes.Count > 0 ? "." + last.Classes[0] : last.Tag ?? "*";

    private void Read(string css, int nesting)
    {
        var i = 0;
        while (i < css.Length && !IsExhausted)
        {
            var open = css.IndexOf('{', i);
            if (open < 0) return;
            var semicolon = css.IndexOf(';', i, open - i);
            if (semicolon >= 0 && css.AsSpan(i).TrimStart().StartsWith("@", StringComparison.Ordinal))
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
        {
            if (CssSelector.Parse(text) is not { } selector) continue;
            var key = KeyOf(selector.Parts[^1]);
            if (!_rules.TryGetValue(key, out var list)) _rules.Add(key, list = []);
            list.Add(new CssRule(selector, declarations, _count));
            if (++_count > HtmlLimits.MaxRules) return;
        }
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
        if (colon < 0 || !feature.Contains("width", StringComparison.Ordinal)) return true;
        var value = CssLength.Parse(feature[(colon + 1)..].Trim(' ', ')'), 16);
        if (feature.Contains("max-", StringComparison.Ordinal)) return value >= Width;
        return !feature.Contains("min-", StringComparison.Ordinal) || value <= Width;
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
