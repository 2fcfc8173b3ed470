using System.Buffers;
using System.Collections.ObjectModel;
using System.Text;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Headers;

/// <summary>Content-Type (RFC 2045 section 5).</summary>
internal static class ContentTypeParser
{
    private static readonly SearchValues<char> TSpecials = SearchValues.Create("()<>@,;:\\\"/[]?=");
    private static readonly ContentType Plain = new("text", "plain", ReadOnlyDictionary<string, string>.Empty);
    private static readonly ContentType Message = new("message", "rfc822", ReadOnlyDictionary<string, string>.Empty);
    private static readonly ContentType Octets = new("application", "octet-stream", ReadOnlyDictionary<string, string>.Empty);

    /// <param name="digest">The entity stands in a multipart/digest, where a message is the default (RFC 2046 section 5.1.5).</param>
    public static ContentType Default(bool digest) => digest ? Message : Plain;

    /// <summary>What the parser must know of an entity, from the bytes of the field alone.</summary>
    /// <param name="field">The whole field; empty when absent.</param>
    public static StructureKind Classify(ReadOnlySpan<byte> field, bool digest)
    {
        if (field.IsEmpty) return digest ? StructureKind.Message : StructureKind.Leaf;
        var value = Value(field);
        if (value.Length > 0 && value[0] == '(')
        {
            // Rare: a comment before the type. Ask the full parser.
            var type = Parse(HeaderText.Unfold(value), digest, out _);
            if (type.IsMultipart) return StructureKind.Multipart;
            return type.IsMessage ? StructureKind.Message : StructureKind.Leaf;
        }
        if (StartsWith(value, "multipart/")) return StructureKind.Multipart;
        return IsType(value, "message/rfc822") || IsType(value, "message/global") ? StructureKind.Message : StructureKind.Leaf;
    }

    /// <summary>The boundary as it stands on delimiter lines; empty when the field has none.</summary>
    public static byte[] Boundary(ReadOnlySpan<byte> field)
        => Encoding.UTF8.GetBytes((Parse(HeaderText.Unfold(Value(field)), digest: false, out _).Boundary ?? "").TrimEnd(' '));

    public static bool IsDigest(ReadOnlySpan<byte> field) => IsType(Value(field), "multipart/digest");

    public static ContentType Parse(string value, bool digest, out bool damaged)
    {
        damaged = false;
        var pos = SkipComments(value);
        if (pos == value.Length) return Default(digest);
        var end = value.AsSpan(pos).IndexOfAny(";( ");
        var stop = end < 0 ? value.Length : pos + end;
        // "text / plain"
        if (stop < value.Length && value[stop] == ' ' && value.AsSpan(stop).TrimStart(' ').StartsWith("/"))
        {
            value = value[..stop] + value[stop..].TrimStart(' ')[..1] + value[stop..].TrimStart(' ')[1..].TrimStart(' ');
            end = value.AsSpan(pos).IndexOfAny(";( ");
            stop = end < 0 ? value.Length : pos + end;
        }
        var parameters = ParameterReader.Read(value, stop, out damaged);
        var media = value.AsSpan(pos, stop - pos);
        var slash = media.IndexOf('/');
        if (slash > 0 && slash < media.Length - 1 && IsToken(media[..slash]) && IsToken(media[(slash + 1)..]))
            return new ContentType(media[..slash].ToString().ToLowerInvariant(), media[(slash + 1)..].ToString().ToLowerInvariant(), parameters);
        damaged = true;
        return media.Equals("text", StringComparison.OrdinalIgnoreCase) ? Plain with { Parameters = parameters } : Octets with { Parameters = parameters };
    }

    public static bool IsToken(ReadOnlySpan<char> text)
        => !text.IsEmpty && text.IndexOfAnyExceptInRange('!', '~') < 0 && !text.ContainsAny(TSpecials);

    private static int SkipComments(string value)
    {
        var depth = 0;
        for (var pos = 0; pos < value.Length; pos++)
        {
            var c = value[pos];
            if (c == '(') depth++;
            else if (c == ')' && depth > 0) depth--;
            else if (depth == 0 && c != ' ') return pos;
        }
        return value.Length;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> field) => field[(field.IndexOf((byte)':') + 1)..].TrimStart(" \t\r\n"u8);

    private static bool StartsWith(ReadOnlySpan<byte> value, string prefix)
        => value.Length >= prefix.Length && Ascii.EqualsIgnoreCase(value[..prefix.Length], prefix);

    private static bool IsType(ReadOnlySpan<byte> value, string type)
        => StartsWith(value, type) && (value.Length == type.Length || value[type.Length] is (byte)';' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'(');
}
