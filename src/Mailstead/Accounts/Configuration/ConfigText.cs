using System.Text;
using System.Text.Json;
using Mailstead.Errors;

namespace Mailstead.Accounts.Configuration;

/// <summary>Reads the file's text: JSON with comments and trailing commas, every value with its line and bytes.</summary>
internal sealed class ConfigText
{
    /// <summary>Bytes; a configuration is a few KB.</summary>
    public const int MaxLength = 1024 * 1024;
    public const int MaxDepth = 16;

    private readonly byte[] _utf8;
    private readonly string _file;
    private int _line = 1;
    private int _counted;

    private ConfigText(byte[] utf8, string file)
    {
        _utf8 = utf8;
        _file = file;
    }

    /// <exception cref="ConfigurationException">Not JSON, not UTF-8, too large, or a key given twice.</exception>
    public static ConfigNode Parse(byte[] utf8, string file)
    {
        if (utf8.Length > MaxLength) throw new ConfigurationException(file, $"{file} has {utf8.Length} bytes; at most {MaxLength} are read.");
        return new ConfigText(utf8, file).ParseRoot();
    }

    private ConfigNode ParseRoot()
    {
        var skip = _utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        var reader = new Utf8JsonReader(_utf8.AsSpan(skip), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var root = ParseValue(ref reader, "", skip);
            if (root.Kind != JsonValueKind.Object) throw new ConfigurationException(_file, $"{_file}: the file must hold one JSON object, {{ … }}.");
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            throw new ConfigurationException(_file, $"{_file}, line {(e.LineNumber ?? 0) + 1}: this is not JSON (comments and trailing commas are allowed).",
                "Look for a missing comma, quote or bracket on that line or the one before.");
        }
        catch (InvalidOperationException)
        {
            throw new ConfigurationException(_file, $"{_file}: a text in the file is not valid UTF-8.");
        }
    }

    private ConfigNode ParseValue(ref Utf8JsonReader reader, string path, int skip)
    {
        var start = (int)reader.TokenStartIndex + skip;
        var node = new ConfigNode(path, KindOf(reader.TokenType), LineAt(start), start, TextOf(ref reader));
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var names = new HashSet<string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject) node.Members.Add(ParseMember(ref reader, node, names, skip));
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) node.Items.Add(ParseValue(ref reader, $"{path}[{node.Items.Count}]", skip));
                break;
        }
        node.End = (int)reader.BytesConsumed + skip;
        return node;
    }

    private ConfigMember ParseMember(ref Utf8JsonReader reader, ConfigNode parent, HashSet<string> names, int skip)
    {
        var name = reader.GetString()!;
        var start = (int)reader.TokenStartIndex + skip;
        var line = LineAt(start);
        var path = parent.Path.Length == 0 ? name : $"{parent.Path}.{name}";
        if (!names.Add(name)) throw new ConfigurationException(path, $"{path} ({_file}, line {line}): the key is given twice.", "Keep one of the two.");
        reader.Read();
        return new ConfigMember(name, line, start, ParseValue(ref reader, path, skip));
    }

    private static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "",
    };

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    // Offsets only grow, so each byte is counted once.
    private int LineAt(int offset)
    {
        _line += _utf8.AsSpan(_counted, offset - _counted).Count((byte)'\n');
        _counted = offset;
        return _line;
    }
}
