namespace Mailstead;

/// <summary>The account's name in configuration and in every door: 1 to 64 of a-z, 0-9, '-', '_', '.'.</summary>
public readonly record struct AccountId(string Value)
{
    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "1 to 64 of a-z, 0-9, '-', '_', '.'";

    public static bool IsValid(string text) =>
        text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');

    /// <summary>A name to offer for an address: its domain without the ending, or "mail" when nothing usable is left.</summary>
    public static AccountId Suggest(string address)
    {
        var labels = address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant().Split('.');
        var name = string.Concat((labels.Length > 1 ? labels[^2] : labels[0]).Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        return new AccountId(IsValid(name) ? name : "mail");
    }

    public override string ToString() => Value;
}
