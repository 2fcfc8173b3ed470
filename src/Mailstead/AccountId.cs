namespace Mailstead;

/// <summary>The account's name in configuration and in every door: 1 to 64 of a-z, 0-9, '-', '_', '.'.</summary>
public readonly record struct AccountId(string Value)
{
    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "1 to 64 of a-z, 0-9, '-', '_', '.'";

    public static bool IsValid(string text) =>
        text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');

    public override string ToString() => Value;
}
