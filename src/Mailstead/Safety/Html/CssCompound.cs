using AngleSharp.Dom;

namespace Mailstead.Safety.Html;

/// <summary>One compound selector: tag, #id, .classes, [attributes]. Structural pseudo-classes are read over, so that it matches more, never less.</summary>
internal sealed record CssCompound(string? Tag, string? Id, IReadOnlyList<string> Classes, IReadOnlyList<CssAttributeTest> Attributes)
{
    public int Specificity => (Id is null ? 0 : 10_000) + (Classes.Count + Attributes.Count) * 100 + (Tag is null ? 0 : 1);

    public bool Matches(IElement element)
    {
        if (Tag is not null && !string.Equals(element.LocalName, Tag, StringComparison.OrdinalIgnoreCase)) return false;
        if (Id is not null && !string.Equals(element.Id, Id, StringComparison.OrdinalIgnoreCase)) return false;
        foreach (var name in Classes)
            if (!HasClass(element, name)) return false;
        foreach (var test in Attributes)
            if (!test.Matches(element.GetAttribute(test.Name))) return false;
        return true;
    }

    /// <summary>Without regard to case, as documents in quirks mode (most mail) do.</summary>
    private static bool HasClass(IElement element, string name)
    {
        foreach (var own in element.ClassList)
            if (string.Equals(own, name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
