namespace Mailstead.Protocol.Imap;

/// <summary>Unique identifier of a message in a mailbox, 1 to 2^32-1 (RFC 9051 section 2.3.1.1). Means nothing without its UIDVALIDITY.</summary>
public readonly record struct Uid(uint Value) : IComparable<Uid>
{
    public int CompareTo(Uid other) => Value.CompareTo(other.Value);
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    public static bool operator <(Uid left, Uid right) => left.Value < right.Value;
    public static bool operator >(Uid left, Uid right) => left.Value > right.Value;
    public static bool operator <=(Uid left, Uid right) => left.Value <= right.Value;
    public static bool operator >=(Uid left, Uid right) => left.Value >= right.Value;
}
