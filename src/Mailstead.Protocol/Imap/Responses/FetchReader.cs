using System.Text;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>Reads what stands in the parentheses of a FETCH response, on the receive buffer: one object and one copy of envelope and structure per message.</summary>
/// <param name="asked">The sections of the command: the server's spelling of a section is brought back to the caller's.</param>
internal sealed class FetchReader(FlagTable flags, IReadOnlyList<BodySection> asked)
{
    /// <returns>Null when the server did not tell the UID.</returns>
    public FetchData? Read(ImapReader reader)
    {
        var parts = default(Parts);
        ReadItems(ref reader, ref parts, isPrefix: false);
        if (parts.Uid == 0)
            return null;
        var octets = Copy(reader, parts);
        return new FetchData
        {
            Uid = new Uid(parts.Uid),
            Flags = parts.Flags,
            InternalDate = parts.Date,
            Size = parts.Size,
            ModSeq = parts.ModSeq,
            EnvelopeOctets = octets.AsMemory(0, parts.EnvelopeLength),
            StructureOctets = octets.AsMemory(parts.EnvelopeLength),
            SectionsTold = parts.SectionsTold,
            Sections = parts.Sections is { } sections ? sections : System.Collections.ObjectModel.ReadOnlyDictionary<BodySection, ReadOnlyMemory<byte>>.Empty,
        };
    }

    /// <summary>Reads a response that is cut at an announced literal.</summary>
    /// <param name="uid">0 when it comes behind the literal.</param>
    /// <returns>False when the literal is not a body.</returns>
    public bool TryReadUpToBody(ImapReader reader, out Uid uid, out BodySection section)
    {
        var parts = default(Parts);
        if (FollowsSection(reader.Text))
            ReadItems(ref reader, ref parts, isPrefix: true);
        uid = new Uid(parts.Uid);
        section = parts.Open;
        return parts.IsOpen;
    }

    private void ReadItems(ref ImapReader reader, ref Parts parts, bool isPrefix)
    {
        reader.Take('(');
        while (true)
        {
            reader.TrySpace();
            if (reader.TryTake((byte)')'))
                return;
            var name = ItemName(ref reader);
            if (name[^1] == '[')
            {
                var section = Asked(ReadSection(ref reader, out var isPartial), isPartial);
                reader.Space();
                if (isPrefix && EndsInLiteral(reader))
                {
                    parts.Open = section;
                    parts.IsOpen = true;
                    return;
                }
                AddSection(ref reader, ref parts, section);
                continue;
            }
            reader.Space();
            ReadItem(ref reader, ref parts, name);
        }
    }

    private void ReadItem(ref ImapReader reader, ref Parts parts, scoped ReadOnlySpan<byte> name)
    {
        if (Is(name, "UID"u8))
            parts.Uid = reader.Number();
        else if (Is(name, "FLAGS"u8))
            parts.Flags = flags.Read(ref reader);
        else if (Is(name, "INTERNALDATE"u8))
            parts.Date = reader.TryNString(out var date) && InternalDate.TryRead(date, out var value) ? value : null;
        else if (Is(name, "RFC822.SIZE"u8))
            parts.Size = (uint)Math.Min(reader.Number64(), uint.MaxValue);
        else if (Is(name, "ENVELOPE"u8))
            (parts.EnvelopeStart, parts.EnvelopeLength) = Span(ref reader);
        else if (Is(name, "BODYSTRUCTURE"u8))
            (parts.StructureStart, parts.StructureLength) = Span(ref reader);
        else if (Is(name, "MODSEQ"u8))
            parts.ModSeq = ReadModSeq(ref reader);
        else
            reader.Skip();
    }

    /// <summary>Up to the space, or through the bracket that opens a section.</summary>
    private static ReadOnlySpan<byte> ItemName(ref ImapReader reader)
    {
        var rest = reader.Rest;
        var end = rest.IndexOfAny(" ["u8);
        if (end <= 0 || end > 64)
            throw reader.Broken("the name of a FETCH item was expected");
        if (rest[end] == '[')
            end++;
        reader.Advance(end);
        return rest[..end];
    }

    private static ModSeq ReadModSeq(ref ImapReader reader)
    {
        reader.Take('(');
        var value = reader.Number64();
        reader.Take(')');
        return new ModSeq(value);
    }

    private static (int Start, int Length) Span(ref ImapReader reader)
    {
        var start = reader.Position;
        reader.Skip();
        return (start, reader.Position - start);
    }

    private static byte[] Copy(in ImapReader reader, in Parts parts)
    {
        if (parts.EnvelopeLength + parts.StructureLength == 0)
            return [];
        var octets = GC.AllocateUninitializedArray<byte>(parts.EnvelopeLength + parts.StructureLength);
        reader.Text.Slice(parts.EnvelopeStart, parts.EnvelopeLength).CopyTo(octets);
        reader.Text.Slice(parts.StructureStart, parts.StructureLength).CopyTo(octets.AsSpan(parts.EnvelopeLength));
        return octets;
    }

    /// <summary>Behind the bracket: section, "]" and an origin octet. Brackets do not nest, strings may stand inside.</summary>
    private static BodySection ReadSection(ref ImapReader reader, out bool isPartial)
    {
        var start = reader.Position;
        while (!reader.AtEnd && reader.Next != ']')
        {
            if (reader.Next == '"')
                reader.String();
            else
                reader.Advance(1);
        }
        var name = Encoding.Latin1.GetString(reader.Since(start));
        reader.Take(']');
        var offset = 0;
        isPartial = reader.TryTake((byte)'<');
        if (isPartial)
        {
            offset = (int)Math.Min(reader.Number(), int.MaxValue);
            reader.Take('>');
        }
        return new BodySection(name, offset);
    }

    private static void AddSection(ref ImapReader reader, ref Parts parts, BodySection section)
    {
        // Without a value: NIL, for there is no such part; or streamed, and the consumer had it.
        ReadOnlyMemory<byte>? content = null;
        parts.SectionsTold++;
        if (reader.Next is (byte)'{' or (byte)'~')
        {
            var inline = reader.Literal(out var detached);
            if (detached is { } taken)
                content = taken.Data;
            else
                content = inline.ToArray();
        }
        else if (reader.TryNString(out var text))
            content = text.ToArray();
        if (content is { } octets)
            (parts.Sections ??= [])[section] = octets;
    }

    private BodySection Asked(BodySection told, bool isPartial)
    {
        if (asked.Count == 1)
            return asked[0];
        foreach (var candidate in asked)
        {
            if (candidate.Offset == told.Offset && (candidate.Offset != 0 || candidate.Length is not null) == isPartial && Same(candidate.Section, told.Section))
                return candidate;
        }
        return told;
    }

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase)
        || string.Equals(left, right.Replace("\"", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    /// <summary>A literal that is a body stands behind "] " or "&gt; "; one inside an envelope never does.</summary>
    private static bool FollowsSection(ReadOnlySpan<byte> textSoFar)
    {
        var open = textSoFar.LastIndexOf((byte)'{');
        if (open > 0 && textSoFar[open - 1] == '~')
            open--;
        return open > 2 && textSoFar[open - 1] == ' ' && (textSoFar[open - 2] is (byte)']' or (byte)'>');
    }

    private static bool EndsInLiteral(in ImapReader reader)
    {
        var rest = reader.Rest;
        return rest.Length > 4 && rest.EndsWith("}\r\n"u8) && rest[0] is (byte)'{' or (byte)'~' && rest.IndexOf((byte)'\n') == rest.Length - 1;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> upper) => Ascii.EqualsIgnoreCase(name, upper);

    private struct Parts
    {
        public uint Uid;
        public IReadOnlyList<Flag>? Flags;
        public DateTimeOffset? Date;
        public uint? Size;
        public ModSeq? ModSeq;
        public int EnvelopeStart;
        public int EnvelopeLength;
        public int StructureStart;
        public int StructureLength;
        public Dictionary<BodySection, ReadOnlyMemory<byte>>? Sections;
        public int SectionsTold;
        public BodySection Open;
        public bool IsOpen;
    }
}
