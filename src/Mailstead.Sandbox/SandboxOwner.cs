namespace Mailstead.Sandbox;

/// <summary>The one person who lives here.</summary>
internal static class SandboxOwner
{
    public const string Name = "Alex Moreau";
    public const string Address = "alex@sandbox.example";
    public const string UserName = "alex@sandbox.example";

    /// <summary>Public on purpose: it opens a mailbox of invented mail on loopback.</summary>
    public const string Password = "open-sesame";
    public const string Domain = "sandbox.example";

    private static readonly string[] Addresses = [Address, "alex.moreau@sandbox.example", "hello@sandbox.example"];

    public static bool Owns(string address) => Addresses.Contains(address, StringComparer.OrdinalIgnoreCase);

    public static bool Accepts(string userName, string password) =>
        string.Equals(password, Password, StringComparison.Ordinal)
        && (Owns(userName) || string.Equals(userName, "alex", StringComparison.OrdinalIgnoreCase));
}
