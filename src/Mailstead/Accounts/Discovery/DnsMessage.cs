using System.Buffers.Binary;
using System.Text;

namespace Mailstead.Accounts.Discovery;

/// <summary>DNS questions and answers as bytes (RFC 1035 section 4). Pure; never throws on what a server sends.</summary>
internal static class DnsMessage
{
    public const int MaxUdp = 4096;
    private const int HeaderLength = 12;
    private const int MaxName = 253;

    /// <summary>Compression pointers followed in one name; each must lead backwards, too.</summary>
    private const int MaxPointers = 16;
    private const int MaxRecords = 64;
    private const int ClassInternet = 1;

    /// <param name="name">ASCII labels, underscores allowed, no final dot.</param>
    public static byte[] Query(ushort id, string name, DnsRecordType type)
    {
        var message = new byte[HeaderLength + name.Length + 2 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        message[2] = 1; // recursion desired
        message[5] = 1; // one question
        var at = HeaderLength;
        foreach (var label in name.Split('.'))
        {
            message[at++] = checked((byte)label.Length);
            at += Encoding.ASCII.GetBytes(label, message.AsSpan(at));
        }
        at++;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at), (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 2), ClassInternet);
        return message;
    }

    /// <returns>Null: not the answer to this question, damaged, or a failure of the server.</returns>
    public static DnsAnswer? Read(ReadOnlySpan<byte> message, ReadOnlySpan<byte> query, DnsRecordType type)
    {
        if (message.Length < query.Length || !message[..2].SequenceEqual(query[..2])) return null;
        var isReply = (message[2] & 0x80) != 0 && (message[2] & 0x78) == 0;
        var code = message[3] & 0x0F;
        if (!isReply || code is not (0 or 3) || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1) return null;
        // The question comes back as it was sent; servers may change the case of letters.
        if (!Ascii.EqualsIgnoreCase(message[HeaderLength..query.Length], query[HeaderLength..])) return null;
        if ((message[2] & 0x02) != 0) return new DnsAnswer(IsTruncated: true, []);
        var records = new List<DnsRecord>();
        var at = query.Length;
        var count = Math.Min((int)BinaryPrimitives.ReadUInt16BigEndian(message[6..]), MaxRecords);
        for (var i = 0; i < count; i++)
        {
            if (!TryReadRecord(message, type, ref at, out var record)) return null;
            if (record is not null) records.Add(record);
        }
        return new DnsAnswer(IsTruncated: false, [.. records.OrderBy(r => r.Priority).ThenByDescending(r => r.Weight).ThenBy(r => r.Host, StringComparer.Ordinal)]);
    }

    // A record of another type (a CNAME on the way) or with an unusable target gives null.
    private static bool TryReadRecord(ReadOnlySpan<byte> message, DnsRecordType type, ref int at, out DnsRecord? record)
    {
        record = null;
        if (!TryReadName(message, ref at, out _) || at + 10 > message.Length) return false;
        var found = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
        var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
        var data = at + 10;
        at = data + length;
        if (at > message.Length) return false;
        if (found != (int)type) return true;
        var fixedLength = type == DnsRecordType.Srv ? 6 : 2;
        if (length < fixedLength + 1) return false;
        var fields = message[data..];
        var target = data + fixedLength;
        if (!TryReadName(message, ref target, out var name) || target != at) return false;
        if (!HostName.TryNormalize(name, out var host)) return true; // "." says: there is no such service
        var priority = BinaryPrimitives.ReadUInt16BigEndian(fields);
        if (type == DnsRecordType.Mx) record = new DnsRecord(host, priority, 0, 0);
        else if (BinaryPrimitives.ReadUInt16BigEndian(fields[4..]) is var port and > 0) record = new DnsRecord(host, priority, BinaryPrimitives.ReadUInt16BigEndian(fields[2..]), port);
        return true;
    }

    private static bool TryReadName(ReadOnlySpan<byte> message, ref int at, out string name)
    {
        name = "";
        var text = new StringBuilder();
        var position = at;
        var earliest = at;
        var pointers = 0;
        while (position < message.Length)
        {
            int length = message[position];
            if (length == 0)
            {
                if (pointers == 0) at = position + 1;
                name = text.ToString();
                return true;
            }
            if ((length & 0xC0) == 0xC0)
            {
                if (position + 1 >= message.Length || ++pointers > MaxPointers) return false;
                if (pointers == 1) at = position + 2;
                position = ((length & 0x3F) << 8) | message[position + 1];
                if (position >= earliest) return false;
                earliest = position;
                continue;
            }
            if ((length & 0xC0) != 0 || position + 1 + length > message.Length || text.Length + length + 1 > MaxName + 1) return false;
            if (text.Length > 0) text.Append('.');
            foreach (var b in message.Slice(position + 1, length)) text.Append(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' ? (char)b : '\uFFFD');
            position += 1 + length;
        }
        return false;
    }
}
