using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>Reads a BODYSTRUCTURE whose parentheses are known to match. Its recursion is bounded: the depth was checked when the response was read, and is again here.</summary>
internal static class BodyStructureParser
{
    private const int MaxDepth = 64;

    /// <returns>Null when it is not a structure.</returns>
    public static BodyStructure? TryParse(ReadOnlySpan<byte> octets)
    {
        try
        {
            var reader = new ImapReader(octets, MaxDepth);
            return Body(ref reader, "", isRoot: true, depth: 0);
        }
        catch (ProtocolBrokenException)
        {
            return null;
        }
    }

    /// <param name="section">Of the message or part around it; "" at the top.</param>
    /// <param name="isRoot">The body of a message, not a part of a multipart.</param>
    private static BodyStructure Body(ref ImapReader reader, string section, bool isRoot, int depth)
    {
        if (depth > MaxDepth)
            throw reader.Broken("parts are nested too deep");
        reader.Take('(');
        reader.TrySpace();
        // QUIRK: an empty multipart comes as (NIL "mixed" ...) or ("mixed" ...); the first is read as a multipart.
        return reader.Next == '(' || (reader.Next is (byte)'N' or (byte)'n' && reader.TryAtom("NIL"u8))
            ? Multipart(ref reader, section, isRoot, depth)
            : Single(ref reader, isRoot ? Join(section, 1) : section, depth);
    }

    private static BodyStructure Multipart(ref ImapReader reader, string section, bool isRoot, int depth)
    {
        var parts = new List<BodyStructure>();
        while (reader.Next == '(')
        {
            parts.Add(Body(ref reader, Join(section, parts.Count + 1), isRoot: false, depth + 1));
            reader.TrySpace();
        }
        reader.TrySpace();
        var subtype = Lower(ref reader);
        var parameters = reader.TrySpace() ? BodyParameters.Read(ref reader) : BodyParameters.None;
        var (disposition, dispositionParameters) = reader.TrySpace() ? Disposition(ref reader) : (null, BodyParameters.None);
        Finish(ref reader);
        return new BodyStructure
        {
            Section = isRoot && section.Length > 0 ? section + ".TEXT" : section,
            MediaType = "multipart/" + subtype,
            Parameters = parameters,
            Disposition = disposition,
            FileName = BodyParameters.FileName(dispositionParameters, parameters),
            Encoding = "7bit",
            Parts = parts,
        };
    }

    private static BodyStructure Single(ref ImapReader reader, string section, int depth)
    {
        var type = Lower(ref reader);
        reader.Space();
        var subtype = Lower(ref reader);
        reader.Space();
        var parameters = BodyParameters.Read(ref reader);
        reader.Space();
        var id = Text(ref reader);
        reader.Space();
        reader.Skip();
        reader.Space();
        var encoding = Lower(ref reader);
        reader.Space();
        var octets = Octets(ref reader);
        BodyStructure? inner = null;
        if (type == "message" && subtype is "rfc822" or "global" && IsMessageInside(reader))
        {
            reader.Space();
            reader.Skip();
            reader.Space();
            inner = Body(ref reader, section, isRoot: true, depth + 1);
            if (reader.TrySpace())
                reader.Skip();
        }
        else if (type == "text" && reader.TrySpace())
            reader.Skip();
        // body MD5, disposition, language, location; then what nobody has specified.
        if (reader.TrySpace())
            reader.Skip();
        var (disposition, dispositionParameters) = reader.TrySpace() ? Disposition(ref reader) : (null, BodyParameters.None);
        Finish(ref reader);
        return new BodyStructure
        {
            Section = section,
            MediaType = $"{type}/{subtype}",
            Parameters = parameters,
            ContentId = id?.Trim('<', '>', ' '),
            Encoding = encoding.Length == 0 ? "7bit" : encoding,
            Octets = octets,
            Disposition = disposition,
            FileName = BodyParameters.FileName(dispositionParameters, parameters),
            Parts = inner is null ? [] : [inner],
        };
    }

    /// <summary>QUIRK: some servers leave envelope and structure out of a message/rfc822 part; the next value is then no list.</summary>
    private static bool IsMessageInside(ImapReader reader)
    {
        if (!reader.TrySpace() || reader.Next != '(')
            return false;
        reader.Skip();
        return reader.TrySpace() && reader.Next == '(';
    }

    private static (string?, IReadOnlyDictionary<string, string>) Disposition(ref ImapReader reader)
    {
        if (!reader.TryTake((byte)'('))
        {
            reader.Skip();
            return (null, BodyParameters.None);
        }
        var kind = Lower(ref reader);
        var parameters = reader.TrySpace() ? BodyParameters.Read(ref reader) : BodyParameters.None;
        Finish(ref reader);
        return (kind.Length == 0 ? null : kind, parameters);
    }

    /// <summary>QUIRK: sizes of -1 and beyond 32 bits are seen; they only serve as an estimate.</summary>
    private static uint Octets(ref ImapReader reader)
    {
        if (!ImapChars.IsDigit(reader.Next))
        {
            reader.Skip();
            return 0;
        }
        return (uint)Math.Min(reader.Number64(), uint.MaxValue);
    }

    private static void Finish(ref ImapReader reader)
    {
        reader.TrySpace();
        while (!reader.TryTake((byte)')'))
        {
            reader.Skip();
            reader.TrySpace();
        }
    }

    private static string? Text(ref ImapReader reader) => reader.TryNString(out var text) ? Encoding.UTF8.GetString(text) : null;

    private static string Lower(ref ImapReader reader) => reader.TryNString(out var text) ? CommonWords.Lower(text) : "";

    private static string Join(string section, int number) => section.Length == 0 ? CommonWords.Number(number) : $"{section}.{number}";
}
