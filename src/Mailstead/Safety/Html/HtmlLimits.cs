namespace Mailstead.Safety.Html;

/// <summary>What is read of one HTML body. Past a limit the rest is cut, and the text says so; nothing throws.</summary>
internal static class HtmlLimits
{
    /// <summary>Characters. Large newsletters have 200,000.</summary>
    public const int MaxLength = 5_000_000;

    /// <summary>Tags. Large newsletters have 5,000.</summary>
    public const int MaxTags = 200_000;

    /// <summary>Levels. Deeply nested layout tables reach 60; the tree builder costs tags times levels.</summary>
    public const int MaxDepth = 512;

    /// <summary>Bytes of the tree. A page of the most tags that are read takes half of it.</summary>
    public const long MaxTreeBytes = 256 << 20;

    /// <summary>Bytes that the builder gets at once: so much is read past a limit.</summary>
    public const int Piece = 4 * 1024;

    /// <summary>Rules of style sheets that concern what is seen. Large newsletters have 500.</summary>
    public const int MaxRules = 20_000;

    /// <summary>Tests of a rule on an element or one above it. Large newsletters need 50,000.</summary>
    public const int MaxRuleTests = 5_000_000;

    /// <summary>Characters of a class attribute. Real ones stay under 300; an element with more is not shown.</summary>
    public const int MaxClasses = 2_000;
}
