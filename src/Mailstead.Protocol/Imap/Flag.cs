namespace Mailstead.Protocol.Imap;

/// <summary>A system flag (\Seen) or keyword ($Forwarded, label). Compares without case, as servers do.</summary>
public readonly record struct Flag(string Name)
{
    public static Flag Seen { get; } = new("\\Seen");
    public static Flag Answered { get; } = new("\\Answered");
    public static Flag Flagged { get; } = new("\\Flagged");
    public static Flag Deleted { get; } = new("\\Deleted");
    public static Flag Draft { get; } = new("\\Draft");
    public bool IsSystem => Name.StartsWith('\\');
    public bool Equals(Flag other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? "");
    public override string ToString() => Name;
}
