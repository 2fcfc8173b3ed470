using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mailstead.Protocol.Imap;

namespace Mailstead;

/// <summary>The opaque message id that doors show: 28 base64url characters over account hash (3), mailbox hash (6), UIDVALIDITY (4), UID (4) and check (4 bytes).</summary>
/// <remarks>Hashes are truncated SHA-256, the check is one over the 17 bytes before it: it catches typing, not forgery, for an id grants nothing by itself.</remarks>
public readonly record struct MessageKey(uint AccountHash, ulong MailboxHash, UidValidity Validity, Uid Uid)
{
    /// <summary>21 octets are exactly 28 base64url characters, without padding bits: one text per id.</summary>
    public const int Length = 28;
    private const int Octets = 21;
    private const int CheckedOctets = 17;
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static MessageKey Of(MessageRef reference) =>
        new(HashOf(reference.Account), HashOf(reference.Mailbox), reference.Validity, reference.Uid);

    public bool IsOf(AccountId account) => AccountHash == HashOf(account);
    public bool IsIn(MailboxName mailbox) => MailboxHash == HashOf(mailbox);

    /// <summary>False for anything that is not an id of ours (length, alphabet, check bytes).</summary>
    public static bool TryParse(string? text, out MessageKey key)
    {
        key = default;
        if (text is not { Length: Length } || text.AsSpan().ContainsAnyExcept(Alphabet)) return false;
        Span<byte> octets = stackalloc byte[Octets];
        if (!Base64Url.TryDecodeFromChars(text, octets, out var written) || written != Octets) return false;
        if (BinaryPrimitives.ReadUInt32BigEndian(octets[CheckedOctets..]) != Check(octets[..CheckedOctets])) return false;
        var uid = BinaryPrimitives.ReadUInt32BigEndian(octets[13..]);
        if (uid == 0) return false;
        key = new MessageKey(
            (uint)(BinaryPrimitives.ReadUInt16BigEndian(octets) << 8 | octets[2]),
            (ulong)BinaryPrimitives.ReadUInt16BigEndian(octets[3..]) << 32 | BinaryPrimitives.ReadUInt32BigEndian(octets[5..]),
            new UidValidity(BinaryPrimitives.ReadUInt32BigEndian(octets[9..])),
            new Uid(uid));
        return true;
    }

    public override string ToString()
    {
        Span<byte> octets = stackalloc byte[Octets];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)(AccountHash >> 8));
        octets[2] = (byte)AccountHash;
        BinaryPrimitives.WriteUInt16BigEndian(octets[3..], (ushort)(MailboxHash >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(octets[5..], (uint)MailboxHash);
        BinaryPrimitives.WriteUInt32BigEndian(octets[9..], Validity.Value);
        BinaryPrimitives.WriteUInt32BigEndian(octets[13..], Uid.Value);
        BinaryPrimitives.WriteUInt32BigEndian(octets[CheckedOctets..], Check(octets[..CheckedOctets]));
        return Base64Url.EncodeToString(octets);
    }

    private static uint HashOf(AccountId account) => (uint)(Hash('a', account.Value ?? "") >> 40);
    private static ulong HashOf(MailboxName mailbox) => Hash('m', mailbox.Identity) >> 16;

    /// <summary>The kind goes in first, so that an account and a folder of one name differ.</summary>
    private static ulong Hash(char kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{name}"), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private static uint Check(ReadOnlySpan<byte> octets)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(octets, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
