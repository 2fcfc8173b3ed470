using System.Text;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>STATUS (RFC 9051 section 7.3.4). Items that are not given are 0.</summary>
internal static class StatusReader
{
    public static (MailboxName Name, MailboxStatus Status) Read(ImapReader reader, bool utf8)
    {
        var name = MailboxName.FromWire(reader.AString(), utf8);
        reader.Space();
        reader.Take('(');
        var status = new MailboxStatus(0, 0, default, default, default);
        reader.TrySpace();
        while (!reader.TryTake((byte)')'))
        {
            var item = reader.Atom();
            reader.Space();
            if (Is(item, "MESSAGES"u8))
                status = status with { Messages = reader.Number() };
            else if (Is(item, "UNSEEN"u8))
                status = status with { Unseen = reader.Number() };
            else if (Is(item, "UIDNEXT"u8))
                status = status with { UidNext = new Uid(reader.Number()) };
            else if (Is(item, "UIDVALIDITY"u8))
                status = status with { UidValidity = new UidValidity(reader.Number()) };
            else if (Is(item, "HIGHESTMODSEQ"u8))
                status = status with { HighestModSeq = new ModSeq(reader.Number64()) };
            else
                reader.Skip();
            reader.TrySpace();
        }
        return (name, status);
    }

    private static bool Is(ReadOnlySpan<byte> item, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(item, name);
}
