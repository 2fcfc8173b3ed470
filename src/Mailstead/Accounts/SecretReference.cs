namespace Mailstead.Accounts;

/// <summary>Where a secret is: env:NAME, file:PATH, command:LINE, vault:NAME.</summary>
public sealed record SecretReference(SecretSource Source, string Name)
{
    public const int MaxLength = 4096;

    /// <summary>What a reference looks like, for messages and help.</summary>
    public const string Forms = "env:NAME, file:PATH, command:LINE or vault:NAME";

    /// <summary>False for anything that is not a reference: above all a secret typed where a reference belongs.</summary>
    public static bool TryParse(string text, out SecretReference? reference)
    {
        reference = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || text.Length > MaxLength || text.AsSpan().ContainsAny('\r', '\n', '\0')) return false;
        var name = text[(colon + 1)..].Trim();
        SecretSource? source = text[..colon] switch
        {
            "env" when IsVariable(name) => SecretSource.Env,
            "file" when name.Length > 0 => SecretSource.File,
            "command" when name.Length > 0 => SecretSource.Command,
            "vault" when AccountId.IsValid(name) => SecretSource.Vault,
            _ => null,
        };
        if (source is null) return false;
        reference = new SecretReference(source.Value, name);
        return true;
    }

    /// <summary>The whole reference, as it stands in the file.</summary>
    public string ToConfigText() => $"{Prefix}:{Name}";

    /// <summary>Safe to show: of a command only its first word, since people put secrets in arguments.</summary>
    public override string ToString()
    {
        if (Source != SecretSource.Command) return ToConfigText();
        var space = Name.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? ToConfigText() : $"{Prefix}:{Name[..space]} …";
    }

    private string Prefix => Source switch
    {
        SecretSource.Env => "env",
        SecretSource.File => "file",
        SecretSource.Command => "command",
        _ => "vault",
    };

    private static bool IsVariable(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
