using Mailstead.Protocol.Imap;

namespace Mailstead;

/// <summary>The opaque message id that doors show: 28 base64url characters over account hash (3), mailbox hash (6), UIDVALIDITY (4), UID (4) and check (4 bytes).</summary>
public readonly record struct MessageKey(uint AccountHash, ulong MailboxHash, UidValidity Validity, Uid Uid)
{
    public static MessageKey Of(MessageRef reference) => throw new NotImplementedException();
    public bool IsOf(AccountId account) => throw new NotImplementedException();
    public bool IsIn(MailboxName mailbox) => throw new NotImplementedException();

    /// <summary>False for anything that is not an id of ours (length, alphabet, check bytes).</summary>
    public static bool TryParse(string text, out MessageKey key) => throw new NotImplementedException();
    public override string ToString() => throw new NotImplementedException();
}
