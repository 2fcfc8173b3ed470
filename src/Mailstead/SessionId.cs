namespace Mailstead;

/// <summary>32 lowercase hex digits from 16 CSPRNG bytes.</summary>
public readonly record struct SessionId(string Value)
{
    public override string ToString() => Value;
}
