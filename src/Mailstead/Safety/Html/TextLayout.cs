using System.Text;

namespace Mailstead.Safety.Html;

/// <summary>Writes text as a page would flow it: blanks collapse, breaks and separators wait until there is text to separate.</summary>
internal sealed class TextLayout
{
    private readonly StringBuilder _out = new();
    private int _breaks;
    private bool _blank;
    private bool _separator;
    private string _marker = "";

    public int Length => _out.Length;

    /// <summary>Levels of quotation: each line starts with as many "> ".</summary>
    public int Quotes { get; set; }

    /// <summary>Levels of lists.</summary>
    public int Indent { get; set; }

    public void Text(string text, bool keepsBlanks)
    {
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (c is '\n' or '\r' && keepsBlanks)
            {
                if (c is '\n') Line();
                i++;
            }
            else if (c is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                if (keepsBlanks) Append(" ");
                else _blank = true;
                i++;
            }
            else
            {
                var end = text.AsSpan(i).IndexOfAny(" \t\n\r\f");
                end = end < 0 ? text.Length : i + end;
                Append(text.AsSpan(i, end - i));
                i = end;
            }
        }
    }

    public void Append(ReadOnlySpan<char> word)
    {
        Flush();
        _out.Append(word);
    }

    /// <summary>At least that many ends of line before the next text; two make a blank line.</summary>
    public void Break(int count)
    {
        _breaks = Math.Max(_breaks, count);
        _blank = _separator = false;
    }

    /// <summary>One more end of line.</summary>
    public void Line()
    {
        _breaks++;
        _blank = _separator = false;
    }

    /// <summary>No blank line before the next text: a quotation follows the words that introduce it.</summary>
    public void Tighten() => _breaks = Math.Min(_breaks, 1);

    public void Cell() => _separator = _breaks == 0;

    /// <summary>A bullet, number or heading sign in front of the next text.</summary>
    public void Marker(string marker) => _marker = marker;

    /// <summary>The text since a position, taken out without the blanks and breaks in front of it.</summary>
    public string Take(int start)
    {
        while (start < _out.Length && char.IsWhiteSpace(_out[start])) start++;
        var text = _out.ToString(start, _out.Length - start);
        _out.Length = start;
        return text;
    }

    public void PutBack(string text) => _out.Append(text);

    public override string ToString() => _out.ToString();

    private void Flush()
    {
        var fresh = _out.Length == 0;
        if (_breaks > 0 && !fresh) _out.Append('\n', Math.Min(_breaks, 3));
        if (_breaks > 0 || fresh)
        {
            for (var i = 0; i < Math.Min(Quotes, 10); i++) _out.Append("> ");
            if (Indent > 1) _out.Append(' ', 2 * (Math.Min(Indent, 10) - 1));
        }
        else if (_separator) _out.Append(" | ");
        else if (_blank && _marker.Length == 0) _out.Append(' ');
        _out.Append(_marker);
        _marker = "";
        _breaks = 0;
        _blank = _separator = false;
    }
}
