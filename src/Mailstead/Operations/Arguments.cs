using Mailstead.Protocol.Errors;

namespace Mailstead.Operations;

/// <summary>Checks that hold for every argument from outside. Each failure names the argument.</summary>
internal static class Arguments
{
    /// <summary>No CR, LF or NUL, and not longer than a name can be.</summary>
    public static string? Line(string name, string? value, int maxLength = OperationLimits.ArgumentLength)
    {
        if (value is null)
        {
            return null;
        }

        if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new CallerException($"'{name}' must not contain CR, LF or NUL.", remedy: "Send the value on one line.");
        }

        return value.Length <= maxLength
            ? value
            : throw new CallerException($"'{name}' has {value.Length} characters; at most {maxLength} are taken.");
    }

    /// <summary>As <see cref="Line"/>, and there must be something in it.</summary>
    public static string Required(string name, string? value) =>
        string.IsNullOrWhiteSpace(Line(name, value)) ? throw new CallerException($"'{name}' is missing.") : value!;

    /// <summary>Text of many lines: only NUL is refused.</summary>
    public static string Text(string name, string? value, int maxLength)
    {
        if (value is null)
        {
            throw new CallerException($"'{name}' is missing.");
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new CallerException($"'{name}' must not contain NUL.");
        }

        return value.Length <= maxLength
            ? value
            : throw new CallerException($"'{name}' has {value.Length} characters; at most {maxLength} are taken.");
    }

    public static IReadOnlyList<string> Lines(string name, IReadOnlyList<string>? values, int most)
    {
        if (values is null)
        {
            return [];
        }

        if (values.Count > most)
        {
            throw new CallerException($"'{name}' has {values.Count} entries; at most {most} are taken.", remedy: "Split the call.");
        }

        foreach (var value in values)
        {
            Required(name, value);
        }

        return values;
    }

    /// <summary>At least one, without doubles, in the order given.</summary>
    public static IReadOnlyList<string> Ids(string name, IReadOnlyList<string>? values, int most)
    {
        var ids = Lines(name, values, most);
        return ids.Count > 0
            ? [.. ids.Distinct(StringComparer.Ordinal)]
            : throw new CallerException($"'{name}' is empty.", remedy: "Pass at least one message id, as search_messages gives them.");
    }

    public static int Range(string name, int value, int least, int most) =>
        value >= least && value <= most ? value : throw new CallerException($"'{name}' is {value}; {least} to {most} is allowed.");

    public static string OneOf(string name, string? value, params ReadOnlySpan<string> allowed)
    {
        var given = Required(name, value);
        foreach (var one in allowed)
        {
            if (string.Equals(one, given, StringComparison.OrdinalIgnoreCase))
            {
                return one;
            }
        }

        throw new CallerException($"'{name}' must be one of: {string.Join(", ", allowed!)}.");
    }
}
