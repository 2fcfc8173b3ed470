namespace Mailstead.Safety.Html;

internal sealed record CssRule(CssSelector Selector, IReadOnlyList<CssDeclaration> Declarations, int Order);
