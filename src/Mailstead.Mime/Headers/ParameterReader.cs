using System.Buffers;
using System.Text;
using Mailstead.Mime.Encodings;

namespace Mailstead.Mime.Headers;

/// <summary>
/// The "; name=value" tail of Content-Type and Content-Disposition: RFC 2231 continuations and charsets, and RFC 2047 words
/// inside values, which the RFC forbids and everyone sends. One pass; never throws.
/// </summary>
internal sealed class ParameterReader
{
    /// <summary>Real fields have under ten. The rest of a flood is dropped.</summary>
    private const int MaxParameters = 1_000;
    private readonly string _text;
    private readonly Dictionary<string, string> _plain = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ParameterSegment>> _segments = new(StringComparer.Ordinal);
    private int _pos;

    private ParameterReader(string text, int start) => (_text, _pos) = (text, start);

    /// <summary>Some parameter could not be read as it stands.</summary>
    public bool Damaged { get; private set; }

    /// <param name="start">Index of the first ';', or of the first name when the ';' is missing.</param>
    public static IReadOnlyDictionary<string, string> Read(string text, int start, out bool damaged)
    {
        var reader = new ParameterReader(text, start);
        for (var count = 0; reader.ReadOne(); count++)
        {
            if (count < MaxParameters) continue;
            reader.Damaged = true;
            break;
        }
        var result = reader.Join();
        damaged = reader.Damaged;
        return result;
    }

    private bool ReadOne()
    {
        while (_pos < _text.Length && _text[_pos] is ';' or ' ') _pos++;
        if (_pos >= _text.Length) return false;
        if (_text[_pos] == '(')
        {
            SkipComment();
            return true;
        }
        var name = _text.AsSpan(_pos);
        var end = name.IndexOfAny('=', ';');
        if (end < 0 || name[end] == ';')
        {
            Damaged = true;
            _pos += end < 0 ? name.Length : end + 1;
            return true;
        }
        _pos += end + 1;
        var key = HeaderText.StripComments(name[..end].ToString()).Trim().ToLowerInvariant();
        while (_pos < _text.Length && _text[_pos] == ' ') _pos++;
        var value = _pos < _text.Length && _text[_pos] == '"' ? ReadQuoted() : ReadUnquoted(key.StartsWith("name", StringComparison.Ordinal) || key.StartsWith("filename", StringComparison.Ordinal));
        Store(key, value);
        return true;
    }

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        for (_pos++; _pos < _text.Length; _pos++)
        {
            var c = _text[_pos];
            if (c == '"')
            {
                _pos++;
                return value.ToString();
            }
            if (c == '\\' && _pos + 1 < _text.Length) c = _text[++_pos];
            value.Append(c);
        }
        Damaged = true;
        return value.ToString();
    }

    /// <param name="isName">File names come unquoted with blanks and parentheses; everything else ends at a blank or comment.</param>
    private string ReadUnquoted(bool isName)
    {
        var rest = _text.AsSpan(_pos);
        var end = rest.IndexOf(';');
        if (end < 0) end = rest.Length;
        if (!isName && rest[..end].IndexOfAny(" (") is >= 0 and var shorter) end = shorter;
        _pos += end;
        return rest[..end].TrimEnd(' ').ToString();
    }

    private void SkipComment()
    {
        var depth = 0;
        for (; _pos < _text.Length; _pos++)
        {
            if (_text[_pos] == '\\') _pos++;
            else if (_text[_pos] == '(') depth++;
            else if (_text[_pos] == ')' && --depth == 0)
            {
                _pos++;
                return;
            }
        }
        _pos = _text.Length;
        Damaged = true;
    }

    private void Store(string key, string value)
    {
        var star = key.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            if (key.Length == 0 || !_plain.TryAdd(key, value)) Damaged = true;
            return;
        }
        // name*, name*0, name*0*
        var extended = key.EndsWith('*');
        var number = key.AsSpan(star + 1).TrimEnd('*');
        var index = 0;
        if (star == 0 || (number.Length > 0 && !int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out index)))
        {
            Damaged = true;
            return;
        }
        var name = key[..star];
        if (!_segments.TryGetValue(name, out var list)) _segments[name] = list = [];
        list.Add(new ParameterSegment(index, extended, value));
    }

    /// <summary>The extended form wins over the plain one, which is there for old readers (RFC 6266 section 4.3 says so for HTTP, mail does the same).</summary>
    private Dictionary<string, string> Join()
    {
        foreach (var (name, value) in _plain)
            if (!name.Equals("boundary", StringComparison.Ordinal)) _plain[name] = EncodedWords.Decode(value);
        foreach (var (name, list) in _segments)
        {
            list.Sort(static (a, b) => a.Index.CompareTo(b.Index));
            if (list[0].Index != 0) Damaged = true;
            else _plain[name] = JoinSegments(list);
        }
        return _plain;
    }

    private string JoinSegments(List<ParameterSegment> list)
    {
        var result = new StringBuilder();
        var bytes = new ArrayBufferWriter<byte>();
        Encoding? charset = null;
        for (var i = 0; i < list.Count; i++)
        {
            var (index, extended, value) = list[i];
            if (index != i)
            {
                // A gap or a repetition: what follows cannot be trusted to belong here.
                Damaged = true;
                break;
            }
            if (!extended)
            {
                Flush(bytes, charset, result);
                result.Append(EncodedWords.Decode(value));
                continue;
            }
            if (i == 0) value = TakeCharset(value, out charset);
            PercentDecode(value, bytes);
        }
        Flush(bytes, charset, result);
        return HeaderText.Clean(result.ToString());
    }

    /// <summary>charset'language'text</summary>
    private string TakeCharset(string value, out Encoding? charset)
    {
        charset = null;
        var first = value.IndexOf('\'', StringComparison.Ordinal);
        var second = first < 0 ? -1 : value.IndexOf('\'', first + 1);
        if (second < 0)
        {
            Damaged = true;
            return value;
        }
        charset = Charsets.Find(value[..first]);
        if (charset is null && first > 0) Damaged = true;
        return value[(second + 1)..];
    }

    private static void PercentDecode(string value, ArrayBufferWriter<byte> bytes)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && Hex.Value(value[i + 1]) is >= 0 and var high && Hex.Value(value[i + 2]) is >= 0 and var low)
            {
                bytes.Write([(byte)((high << 4) | low)]);
                i += 2;
            }
            else if (value[i] < 128) bytes.Write([(byte)value[i]]);
            else
            {
                _ = Rune.DecodeFromUtf16(value.AsSpan(i), out var rune, out var used);
                bytes.Write(utf8[..rune.EncodeToUtf8(utf8)]);
                i += used - 1;
            }
        }
    }

    private static void Flush(ArrayBufferWriter<byte> bytes, Encoding? charset, StringBuilder result)
    {
        if (bytes.WrittenCount == 0) return;
        result.Append(TextDecoding.Decode(bytes.WrittenSpan, charset));
        bytes.ResetWrittenCount();
    }
}
