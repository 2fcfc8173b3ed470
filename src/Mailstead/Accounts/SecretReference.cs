namespace Mailstead.Accounts;

/// <summary>Where a secret is: env:NAME, file:PATH, command:LINE, vault:NAME.</summary>
public sealed record SecretReference(SecretSource Source, string Name)
{
    public static bool TryParse(string text, out SecretReference? reference) => throw new NotImplementedException();
    public override string ToString() => $"{Source.ToString().ToLowerInvariant()}:{Name}";
}
