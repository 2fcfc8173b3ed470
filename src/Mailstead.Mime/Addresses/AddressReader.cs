using System.Text;
using Mailstead.Mime.Encodings;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Addresses;

/// <summary>
/// Address lists as they come (RFC 5322 sections 3.4 and 4.4): groups, comments, quoted local-parts, source routes,
/// semicolons for commas, names without quotes, encoded words with commas in them. One pass, no recursion.
/// </summary>
internal sealed class AddressReader(string text, int maxAddresses)
{
    private readonly StringBuilder _name = new();
    private readonly StringBuilder _spec = new();
    private readonly StringBuilder _comment = new();
    private string? _angle;
    private bool _inGroup;
    private bool _gap;
    private bool _hasAt;
    private bool _quotesAreText;
    private int _closing = -1;
    private int _beyond = -1;
    private int _pos;

    public List<MailAddress> Addresses { get; } = [];
    public List<string> Groups { get; } = [];
    public bool Damaged { get; private set; }
    public bool LimitReached { get; private set; }

    public void Read()
    {
        while (_pos < text.Length && !LimitReached)
        {
            var c = text[_pos];
            switch (c)
            {
                case ' ' or '\t' or '\r' or '\n': _gap = true; _pos++; break;
                case '(': ReadComment(); break;
                case '"' when _quotesAreText: _pos++; break;
                case '"': ReadQuoted(); break;
                case '<': ReadAngle(); break;
                case '[': ReadDomainLiteral(); break;
                case ',': Finish(); _pos++; break;
                case ';': Finish(); _inGroup = false; _pos++; break;
                case ':' when _angle is null && !_inGroup && !_hasAt: StartGroup(); break;
                case '=' when _spec.Length == 0 || _gap: ReadWord(); break;
                default: ReadAtom(); break;
            }
        }
        if (!LimitReached) Finish();
    }

    private void StartGroup()
    {
        var name = HeaderText.Clean(EncodedWords.Decode(_name.ToString())).Trim();
        if (name.Length > 0) Groups.Add(name);
        Reset();
        _inGroup = true;
        _pos++;
    }

    private void ReadAtom()
    {
        var length = text.AsSpan(_pos + 1).IndexOfAny(AddressSyntax.Delimiters);
        var atom = text.AsSpan(_pos, length < 0 ? text.Length - _pos : length + 1);
        Append(atom, atom);
        _pos += atom.Length;
    }

    private void ReadWord()
    {
        if (_pos + 1 < text.Length && text[_pos + 1] == '?' && EncodedWord.TryRead(text, _pos, ref _closing, ref _beyond, out var word) && word.End - _pos < 1_000)
        {
            var raw = text.AsSpan(_pos, word.End - _pos);
            _gap |= _name.Length > 0;
            Append(raw, raw);
            _pos = word.End;
        }
        else ReadAtom();
    }

    private void ReadQuoted()
    {
        var start = _pos++;
        var value = new StringBuilder();
        while (_pos < text.Length && text[_pos] != '"')
        {
            if (text[_pos] == '\\' && _pos + 1 < text.Length) _pos++;
            value.Append(text[_pos++]);
        }
        if (_pos == text.Length)
        {
            // A quote that nobody closes is no quote, nor is any after it.
            Damaged = _quotesAreText = true;
            _pos = start + 1;
            return;
        }
        _pos++;
        Append(value.ToString(), text.AsSpan(start, _pos - start));
    }

    private void ReadDomainLiteral()
    {
        var close = text.IndexOf(']', _pos);
        var raw = text.AsSpan(_pos, close < 0 ? text.Length - _pos : close + 1 - _pos);
        Append(raw, raw);
        _pos += raw.Length;
    }

    private void ReadComment()
    {
        var depth = 0;
        if (_comment.Length > 0) _comment.Append(' ');
        for (; _pos < text.Length; _pos++)
        {
            var c = text[_pos];
            if (c == '(' && depth++ == 0) continue;
            if (c == ')' && --depth == 0)
            {
                _pos++;
                _gap = true;
                return;
            }
            if (c == '\\' && _pos + 1 < text.Length) c = text[++_pos];
            _comment.Append(c);
        }
        Damaged = true;
    }

    private void ReadAngle()
    {
        _pos++;
        var inside = new StringBuilder();
        var quoted = false;
        for (; _pos < text.Length; _pos++)
        {
            var c = text[_pos];
            if (c == '\\' && quoted && _pos + 1 < text.Length) inside.Append(c).Append(text[++_pos]);
            else if (c == '"') { quoted = !quoted; inside.Append(c); }
            else if (c == '>' && !quoted) break;
            else inside.Append(c);
        }
        if (_pos < text.Length) _pos++;
        else Damaged = true;
        if (_angle is not null)
        {
            // "<a@b> <c@d>" without a comma: two addresses.
            var next = inside.ToString();
            Finish();
            inside.Clear().Append(next);
        }
        _angle = AddressSyntax.Compact(inside.ToString());
        _gap = true;
    }

    private void Append(ReadOnlySpan<char> name, ReadOnlySpan<char> spec)
    {
        if (_gap && _name.Length > 0) _name.Append(' ');
        if (_gap && _spec.Length > 0) _spec.Append(' ');
        _gap = false;
        _name.Append(name);
        _spec.Append(spec);
        _hasAt |= spec.Contains('@');
    }

    private void Finish()
    {
        var (name, address) = _angle is { } angle ? (_name.ToString(), angle) : SplitBare();
        if (name.Length == 0) name = _comment.ToString();
        if (address.Length > 0)
        {
            if (Addresses.Count == maxAddresses) LimitReached = true;
            else Addresses.Add(new MailAddress(HeaderText.Clean(EncodedWords.Decode(name)).Trim(), HeaderText.Clean(address)));
            if (!address.Contains('@', StringComparison.Ordinal)) Damaged = true;
        }
        else if (name.Length > 0 || _angle is not null) Damaged = true;
        Reset();
    }

    /// <summary>No angle brackets: "a @ b . c" is one address; in "Some Name a@b" the last word is.</summary>
    private (string Name, string Address) SplitBare()
    {
        var spec = _spec.ToString();
        if (!spec.Contains(' ', StringComparison.Ordinal)) return ("", spec);
        if (!spec.Contains('@', StringComparison.Ordinal)) return (_name.ToString(), "");
        var compact = AddressSyntax.CompactAroundDotsAndAt(spec);
        var blank = compact.LastIndexOf(' ');
        if (blank < 0 || (compact[0] == '"' && compact.Contains("\"@", StringComparison.Ordinal))) return ("", compact);
        return (compact[..blank].Trim('"', ' '), compact[(blank + 1)..]);
    }

    private void Reset()
    {
        _name.Clear();
        _spec.Clear();
        _comment.Clear();
        _angle = null;
        _gap = _hasAt = false;
    }
}
