namespace Mailstead.Safety.Html;

internal readonly record struct CssDeclaration(string Name, string Value, bool Important);
