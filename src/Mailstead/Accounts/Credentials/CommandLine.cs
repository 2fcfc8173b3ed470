using System.Text;

namespace Mailstead.Accounts.Credentials;

/// <summary>Splits a line into program and arguments. No shell reads it: quotes and backslashes group words as in a POSIX shell, and nothing else has a meaning ($, *, ~, | and ; are themselves).</summary>
internal static class CommandLine
{
    /// <returns>Null: a quote is not closed, or a backslash ends the line.</returns>
    public static IReadOnlyList<string>? Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && quote != '\'')
            {
                if (++i == line.Length) return null;
                if (quote == '"' && line[i] is not ('"' or '\\')) word.Append('\\');
                word.Append(line[i]);
                inWord = true;
            }
            else if (c is '"' or '\'' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
                inWord = true;
            }
            else if (c is ' ' or '\t' && quote == '\0')
            {
                if (inWord) words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }
        if (quote != '\0') return null;
        if (inWord) words.Add(word.ToString());
        return words;
    }
}
