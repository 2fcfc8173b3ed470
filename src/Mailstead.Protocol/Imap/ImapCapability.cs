namespace Mailstead.Protocol.Imap;

/// <summary>What a server announced. Lookup is by name without case; AUTH=X is listed in <see cref="AuthMechanisms"/>.</summary>
public sealed class ImapCapability
{
    public static ImapCapability None { get; } = new([]);

    public ImapCapability(IEnumerable<string> names)
    {
        Names = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        AuthMechanisms = [.. Names.Where(n => n.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase)).Select(n => n[5..].ToUpperInvariant())];
    }

    public IReadOnlySet<string> Names { get; }
    public IReadOnlyList<string> AuthMechanisms { get; }
    public bool Has(string name) => Names.Contains(name);
}
