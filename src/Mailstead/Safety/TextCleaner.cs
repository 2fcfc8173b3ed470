using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mailstead.Safety;

/// <summary>One pass over a text, rune by rune. Linear; holds the result and nothing else.</summary>
internal sealed class TextCleaner(bool oneLine, int maxLength)
{
    /// <summary>Marks on one letter. Vietnamese needs 2, Hebrew with accents 4; a flood has hundreds and covers the lines around it.</summary>
    private const int MaxMarks = 4;

    /// <summary>Blank lines, and blanks in a line, that stay in a row: more push text out of sight.</summary>
    private const int MaxBlankLines = 2;
    private const int MaxBlanks = 40;
    private static readonly SearchValues<char> Plain = SearchValues.Create(Enumerable.Range(0x21, 0x5E).Select(i => (char)i).ToArray());

    private readonly StringBuilder _text = new();
    private Rune _previous;
    private int _marks;
    private int _blanks;
    private int _newlines;
    private int _removed;

    public CleanedText Clean(string text)
    {
        var i = 0;
        while (i < text.Length && _text.Length < maxLength + MaxBlanks)
        {
            var run = text.AsSpan(i).IndexOfAnyExcept(Plain);
            if (run < 0) run = text.Length - i;
            if (run > 0)
            {
                AppendPlain(text.AsSpan(i, Math.Min(run, maxLength + MaxBlanks - _text.Length)));
                i += run;
                continue;
            }
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            i += length;
            if (rune.Value == '\r' && i < text.Length && text[i] == '\n') continue;
            Take(rune, text, i);
        }
        return Bounded(i < text.Length);
    }

    private void AppendPlain(ReadOnlySpan<char> run)
    {
        FlushBlanks();
        _text.Append(run);
        _previous = new Rune(run[^1]);
        _marks = 0;
    }

    private void Take(Rune rune, string text, int next)
    {
        switch (rune.Value)
        {
            case '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029:
                _blanks = oneLine ? 1 : 0;
                _newlines += oneLine ? 0 : 1;
                return;
            case '\t':
                _blanks += oneLine ? 1 : 4;
                return;
            case 0x2800: // the blank Braille pattern
                _blanks++;
                return;
        }
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator) _blanks++;
        else if (IsKept(rune, text, next)) Append(rune);
        else _removed++;
    }

    private bool IsKept(Rune rune, string text, int next)
    {
        if (UnicodeKinds.IsAlwaysRemoved(rune)) return false;
        if (UnicodeKinds.IsJoiner(rune)) return IsJoinerNeeded(rune, text, next);
        if (UnicodeKinds.IsVariationSelector(rune)) return _blanks == 0 && _newlines == 0 && UnicodeKinds.TakesSelector(_previous, rune);
        return !UnicodeKinds.IsCombining(rune) || ++_marks <= MaxMarks;
    }

    private bool IsJoinerNeeded(Rune joiner, string text, int next)
    {
        if (_blanks > 0 || _newlines > 0 || Rune.DecodeFromUtf16(text.AsSpan(next), out var following, out _) != OperationStatus.Done) return false;
        if (UnicodeKinds.NeedsJoiners(_previous) && UnicodeKinds.NeedsJoiners(following)) return true;
        var afterEmoji = UnicodeKinds.IsEmoji(_previous) || _previous.Value == 0xFE0F;
        return joiner.Value == 0x200D && afterEmoji && UnicodeKinds.IsEmoji(following);
    }

    private void Append(Rune rune)
    {
        FlushBlanks();
        Span<char> chars = stackalloc char[2];
        _text.Append(chars[..rune.EncodeToUtf16(chars)]);
        if (!UnicodeKinds.IsCombining(rune) || UnicodeKinds.IsVariationSelector(rune))
        {
            if (!UnicodeKinds.IsVariationSelector(rune)) _marks = 0;
            _previous = rune;
        }
    }

    private void FlushBlanks()
    {
        if (_newlines > 0 && _text.Length > 0) _text.Append('\n', Math.Min(_newlines, MaxBlankLines + 1));
        if (_blanks > 0 && (!oneLine || _text.Length > 0)) _text.Append(' ', oneLine ? 1 : Math.Min(_blanks, MaxBlanks));
        if (_blanks > 0 || _newlines > 0) _previous = default;
        _blanks = _newlines = 0;
    }

    private CleanedText Bounded(bool cut)
    {
        if (!cut && _text.Length <= maxLength) return new CleanedText(_text.ToString(), _removed, false);
        if (maxLength <= 0) return new CleanedText("", _removed, true);
        var end = maxLength - 1;
        if (end > 0 && char.IsHighSurrogate(_text[end - 1])) end--;
        return new CleanedText(_text.ToString(0, end) + "…", _removed, true);
    }
}
