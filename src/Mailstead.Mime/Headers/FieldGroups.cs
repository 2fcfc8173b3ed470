using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Headers;

/// <summary>A body made of blocks of header fields with blank lines between: reports, and the header of a body elsewhere.</summary>
internal static class FieldGroups
{
    /// <summary>The blocks that hold a field, in order. Reads as many octets of the decoded body as a header block may have.</summary>
    public static List<HeaderList> Read(MimePart part, int max)
    {
        var limits = part.Source.Limits;
        var body = part.TransferEncoding.IsIdentity() ? part.RawBody : part.Decode();
        var source = new MimeSource(body[..Math.Min(body.Length, limits.MaxHeaderBytes)], limits);
        var bytes = source.Raw.Span;
        var groups = new List<HeaderList>();
        for (int start = 0, pos = 0; pos < bytes.Length && groups.Count < max;)
        {
            var isBlank = bytes[pos..] is [(byte)'\n', ..] or [(byte)'\r', (byte)'\n', ..];
            var next = isBlank ? pos + (bytes[pos] == '\n' ? 1 : 2) : pos + HeaderScan.FieldLength(bytes[pos..]);
            if (isBlank || next >= bytes.Length)
            {
                var end = isBlank ? pos : next;
                if (end > start && new HeaderList(source, start, end) is { Count: > 0 } fields) groups.Add(fields);
                start = next;
            }
            pos = next;
        }
        return groups;
    }
}
