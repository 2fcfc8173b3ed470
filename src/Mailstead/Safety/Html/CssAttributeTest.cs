namespace Mailstead.Safety.Html;

/// <param name="Operator">Empty for presence, else =, ~=, |=, ^=, $= or *=.</param>
internal readonly record struct CssAttributeTest(string Name, string Operator, string Value)
{
    public bool Matches(string? value) => value is not null && Operator switch
    {
        "" => true,
        "=" => string.Equals(value, Value, StringComparison.OrdinalIgnoreCase),
        "~=" => value.Split(' ').Contains(Value, StringComparer.OrdinalIgnoreCase),
        "|=" => string.Equals(value, Value, StringComparison.OrdinalIgnoreCase) || value.StartsWith(Value + "-", StringComparison.OrdinalIgnoreCase),
        "^=" => value.StartsWith(Value, StringComparison.OrdinalIgnoreCase),
        "$=" => value.EndsWith(Value, StringComparison.OrdinalIgnoreCase),
        _ => value.Contains(Value, StringComparison.OrdinalIgnoreCase),
    };
}
