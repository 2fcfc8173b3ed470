namespace Mailstead.Mime.Reports;

/// <summary>"type; value" as reports write an address ("rfc822; a@example.org"), a host ("dns; mx.example.org") or a reply ("smtp; 550 no").</summary>
/// <param name="Type">In lower case; empty when the report names none.</param>
/// <param name="Value">One line; untrusted.</param>
public readonly record struct TypedValue(string Type, string Value)
{
    /// <summary>The value of an address field, without the angle brackets that some servers add.</summary>
    public string Address => Value is ['<', .., '>'] ? Value[1..^1] : Value;

    internal static TypedValue Parse(string text)
    {
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var type = text.AsSpan(0, Math.Max(semicolon, 0)).Trim();
        // A value without a type may hold a ';' of its own: a type is one word.
        return type.IsEmpty || type.ContainsAny(" @<")
            ? new("", text.Trim(' ', ';'))
            : new(type.ToString().ToLowerInvariant(), text[(semicolon + 1)..].Trim());
    }
}
