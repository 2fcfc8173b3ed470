namespace Mailstead.Protocol.Imap;

/// <summary>First to last, both inside.</summary>
internal readonly record struct UidRange(uint First, uint Last)
{
    /// <summary>As a last UID: "*". The highest UID of all is taken for it, which no mailbox has reached.</summary>
    public const uint Open = uint.MaxValue;

    public bool IsOpen => Last == Open;
}
