using System.Text;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;

namespace Mailstead.Querying;

/// <summary>A place in the text of a query: reads words and quoted strings, counts terms and depth, and makes the one kind of error.</summary>
internal sealed class QueryScanner
{
    /// <summary>Characters shown on either side of an error.</summary>
    private const int Context = 50;
    private const int MaxFound = 30;
    private int _terms;
    private int _depth;

    public QueryScanner(string text)
    {
        Text = text;
        if (text.Length > QueryLimits.MaxLength) throw Fail(QueryLimits.MaxLength, $"at most {QueryLimits.MaxLength} characters", "more");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] != '\t') throw Fail(i, "printable characters", $"control character U+{(int)text[i]:X4}");
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) throw Fail(i, "whole characters", "half of a surrogate pair");
        }
    }

    public string Text { get; }
    public int Position { get; set; }
    public bool AtEnd => Position >= Text.Length;
    public char Current => AtEnd ? '\0' : Text[Position];

    public void SkipBlank()
    {
        while (!AtEnd && char.IsWhiteSpace(Current)) Position++;
    }

    /// <summary>Characters up to a blank, a parenthesis or a quote; may be empty.</summary>
    public string ReadWord()
    {
        var start = Position;
        while (!AtEnd && !char.IsWhiteSpace(Current) && Current is not ('(' or ')' or '"')) Position++;
        return Text[start..Position];
    }

    /// <summary>A string in double quotes; backslash keeps the next character.</summary>
    public string ReadQuoted()
    {
        var start = Position++;
        var value = new StringBuilder();
        while (Current != '"')
        {
            if (Current == '\\') Position++;
            if (AtEnd) throw Fail(start, "a closing quote for this one", null);
            value.Append(Text[Position++]);
        }
        Position++;
        return value.ToString();
    }

    /// <summary>A quoted string or a word; empty when there is neither.</summary>
    public string ReadValue() => Current == '"' ? ReadQuoted() : ReadWord();

    public void CountTerm(int position)
    {
        if (++_terms > QueryLimits.MaxTerms) throw Fail(position, $"at most {QueryLimits.MaxTerms} conditions", "one more");
    }

    public void Descend(int position)
    {
        if (++_depth > QueryLimits.MaxDepth) throw Fail(position, $"at most {QueryLimits.MaxDepth} levels of parentheses and negations", "one more");
    }

    public void Ascend() => _depth--;

    /// <summary>What stands at a position, for an error: a word, a character, or the end.</summary>
    public string? FoundAt(int position)
    {
        if (position >= Text.Length) return null;
        var end = position + 1;
        while (end < Text.Length && end - position < MaxFound && !char.IsWhiteSpace(Text[end]) && Text[end] is not ('(' or ')' or '"')) end++;
        if (char.IsHighSurrogate(Text[end - 1])) end++;
        return $"'{Text[position..Math.Min(end, Text.Length)]}'";
    }

    public CallerException FailHere(string expected) => Fail(Position, expected, FoundAt(Position) ?? "the end of the query");

    /// <summary>Message: the 1-based column and what was expected; remedy: the query with a caret under the place.</summary>
    public CallerException Fail(int position, string expected, string? found, string? hint = null)
    {
        position = Math.Min(position, Text.Length);
        var from = Math.Max(0, position - Context);
        var to = Math.Min(Text.Length, position + Context);
        if (from > 0 && char.IsLowSurrogate(Text[from])) from--;
        if (to < Text.Length && char.IsLowSurrogate(Text[to])) to++;
        var shown = new StringBuilder();
        foreach (var c in Text.AsSpan(from, to - from)) shown.Append(char.IsControl(c) ? ' ' : c);
        var caret = new string(' ', RunesIn(from, position)) + "^";
        var column = RunesIn(0, position) + 1;
        var message = $"The query cannot be read at column {column}: expected {expected}{(found is null ? "" : $", found {found}")}.";
        return new CallerException(message, DomainCodes.InvalidQuery, $"{hint ?? "Correct the query at the caret."}\n{shown}\n{caret}");
    }

    private int RunesIn(int from, int to)
    {
        var count = 0;
        for (var i = from; i < to; i++)
            if (!char.IsLowSurrogate(Text[i])) count++;
        return count;
    }
}
