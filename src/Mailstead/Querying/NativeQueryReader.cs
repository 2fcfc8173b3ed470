using Mailstead.Errors;

namespace Mailstead.Querying;

/// <summary>Our own way of writing. Recursive descent; <see cref="QueryLimits.MaxDepth"/> bounds it.</summary>
internal sealed class NativeQueryReader(QueryScanner scanner, DateOnly today)
{
    /// <summary>Where each in: and has:attachment stood, for those that may stand at the top level only.</summary>
    private readonly Dictionary<MailQuery, int> _topLevelOnly = new(ReferenceEqualityComparer.Instance);

    public MailQuery Read()
    {
        scanner.SkipBlank();
        if (scanner.AtEnd) return new MailQuery.All();
        var query = ReadAlternatives();
        if (!scanner.AtEnd) throw scanner.FailHere("the end of the query or another condition");
        CheckPlaces(query);
        return query;
    }

    private MailQuery ReadAlternatives()
    {
        var parts = new List<MailQuery> { ReadConjunction() };
        while (TakeKeyword("OR")) parts.Add(ReadConjunction());
        return MailQuery.AnyOf(parts);
    }

    private MailQuery ReadConjunction()
    {
        var parts = new List<MailQuery> { ReadTerm() };
        while (true)
        {
            scanner.SkipBlank();
            if (scanner.AtEnd || scanner.Current == ')' || IsKeyword("OR")) return MailQuery.AllOf(parts);
            TakeKeyword("AND");
            parts.Add(ReadTerm());
        }
    }

    private MailQuery ReadTerm()
    {
        scanner.SkipBlank();
        var start = scanner.Position;
        if (TakeKeyword("NOT") || TakeMinus())
        {
            scanner.Descend(start);
            var inner = ReadTerm();
            scanner.Ascend();
            return inner is MailQuery.Not twice ? twice.Inner : new MailQuery.Not(inner);
        }

        if (scanner.Current == '(') return ReadGroup(start);
        scanner.CountTerm(start);
        if (scanner.Current == '"') return Text(start, scanner.ReadQuoted());
        if (IsKeyword("OR") || IsKeyword("AND")) throw scanner.FailHere("a condition before it");
        var word = scanner.ReadWord();
        if (word.Length == 0) throw scanner.FailHere("a word, a \"phrase\", an operator such as from:, or a parenthesis");
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        return IsOperator(word, colon) ? ReadOperator(start, word[..colon].ToLowerInvariant(), colon) : Text(start, word);
    }

    private MailQuery ReadGroup(int start)
    {
        scanner.Descend(start);
        scanner.Position++;
        var inner = ReadAlternatives();
        scanner.SkipBlank();
        if (scanner.Current != ')') throw scanner.Fail(start, "a closing parenthesis for this one", null);
        scanner.Position++;
        scanner.Ascend();
        return inner;
    }

    private MailQuery ReadOperator(int start, string name, int colon)
    {
        scanner.Position = start + colon + 1;
        if (!QueryOperators.All.TryGetValue(name, out var operation))
        {
            var closest = Suggestion.Closest(name, QueryOperators.All.Keys);
            throw scanner.Fail(start, $"one of {string.Join(", ", QueryOperators.Names.Select(n => n + ":"))}", scanner.FoundAt(start),
                closest is null ? $"To search for the text itself, put it in quotes: \"{name}:...\"." : $"Did you mean {closest}: ?");
        }

        var valueStart = scanner.Position;
        var value = scanner.ReadValue();
        if (string.Equals(name, "header", StringComparison.Ordinal) && value.EndsWith('=') && scanner.Current == '"') value += scanner.ReadQuoted();
        if (value.Length == 0) throw scanner.Fail(valueStart, $"a value directly after {name}: ({operation.Expected})", scanner.FoundAt(valueStart) ?? "the end of the query");
        var query = operation.Make(value, today) ?? throw scanner.Fail(valueStart, operation.Expected, scanner.FoundAt(valueStart));
        if (query is MailQuery.In or MailQuery.HasAttachment) _topLevelOnly[query] = start;
        return query;
    }

    private MailQuery.Text Text(int start, string value) =>
        value.Length == 0 ? throw scanner.Fail(start, "a word or a phrase", "nothing between the quotes") : new MailQuery.Text(TextField.Any, value);

    private void CheckPlaces(MailQuery query)
    {
        IReadOnlyList<MailQuery> top = query is MailQuery.And and ? and.Parts : [query];
        var folders = top.Where(q => q is MailQuery.In).ToList();
        if (folders.Count > 1) throw scanner.Fail(_topLevelOnly[folders[1]], "one in: only", "a second one", "Search the folders one by one.");
        foreach (var (placed, position) in _topLevelOnly)
        {
            var fits = top.Any(q => ReferenceEquals(q, placed) || (q is MailQuery.Not not && placed is MailQuery.HasAttachment && ReferenceEquals(not.Inner, placed)));
            if (!fits) throw scanner.Fail(position, "in: and has: outside of OR and of negated groups", scanner.FoundAt(position), "Search in two steps.");
        }
    }

    /// <summary>A prefix of letters and a colon, but not the start of a URL.</summary>
    private static bool IsOperator(string word, int colon) =>
        colon > 0 && word.AsSpan(0, colon).IndexOfAnyExcept(QueryOperators.NameCharacters) < 0 && !word.AsSpan(colon).StartsWith("://", StringComparison.Ordinal);

    private bool TakeMinus()
    {
        if (scanner.Current != '-') return false;
        if (scanner.Position + 1 >= scanner.Text.Length || char.IsWhiteSpace(scanner.Text[scanner.Position + 1]))
            throw scanner.Fail(scanner.Position + 1, "a condition directly after the minus", null);
        scanner.Position++;
        return true;
    }

    private bool IsKeyword(string keyword)
    {
        var end = scanner.Position + keyword.Length;
        return string.CompareOrdinal(scanner.Text, scanner.Position, keyword, 0, keyword.Length) == 0
            && (end >= scanner.Text.Length || char.IsWhiteSpace(scanner.Text[end]) || scanner.Text[end] is '(' or ')');
    }

    private bool TakeKeyword(string keyword)
    {
        scanner.SkipBlank();
        if (!IsKeyword(keyword)) return false;
        scanner.Position += keyword.Length;
        return true;
    }
}
