using System.Collections.ObjectModel;
using System.Text;

namespace Mailstead.Mime.Headers;

/// <summary>One "method=result reason=x type.property=value ..." of RFC 8601 section 2.2, comments already removed.</summary>
internal static class AuthenticationResultReader
{
    /// <summary>Real results have under ten. A result with more is no result.</summary>
    private const int MaxProperties = 100;

    /// <summary>Null for what does not follow the grammar, "none" included: a result is trusted whole or not at all.</summary>
    public static AuthenticationResult? Read(string segment)
    {
        string? method = null, reason = null;
        var verdict = AuthenticationVerdict.Unknown;
        Dictionary<string, string>? properties = null;
        var pos = 0;
        while (ReadPair(segment, ref pos, out var name, out var value))
        {
            if (method is null)
            {
                // "dkim/1=pass": the version of the method.
                method = name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? name[..slash] : name;
                verdict = Verdict(value);
            }
            else if (name is "reason") reason ??= value;
            else if ((properties ??= new(StringComparer.Ordinal)).Count == MaxProperties || !properties.TryAdd(name, value)) return null;
        }
        if (method is null || pos < segment.Length) return null;
        return new(method, verdict, reason, properties ?? (IReadOnlyDictionary<string, string>)ReadOnlyDictionary<string, string>.Empty);
    }

    /// <summary>False at the end, where <paramref name="pos"/> is the length, and at a fault, where it is not.</summary>
    private static bool ReadPair(string text, ref int pos, out string name, out string value)
    {
        name = value = "";
        while (pos < text.Length && text[pos] == ' ') pos++;
        if (pos == text.Length) return false;
        var equals = text.AsSpan(pos).IndexOfAny('=', '"');
        if (equals <= 0 || text[pos + equals] == '"') return false;
        name = Tighten(text.Substring(pos, equals));
        if (name.Contains(' ', StringComparison.Ordinal)) return false;
        var at = pos + equals + 1;
        while (at < text.Length && text[at] == ' ') at++;
        if (at < text.Length && text[at] == '"')
        {
            if (!ReadQuoted(text, ref at, out value)) return false;
        }
        else
        {
            var start = at;
            while (at < text.Length && text[at] != ' ') at++;
            value = text[start..at];
        }
        pos = at;
        return true;
    }

    /// <summary>Blanks may stand around the '.' and '/' of a name, nowhere else.</summary>
    private static string Tighten(string name)
        => string.Join('.', name.ToLowerInvariant().Split('.', StringSplitOptions.TrimEntries).Select(p => string.Join('/', p.Split('/', StringSplitOptions.TrimEntries))));

    private static bool ReadQuoted(string text, ref int at, out string value)
    {
        var inner = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            inner.Append(text[at]);
        }
        value = inner.ToString();
        return at++ < text.Length;
    }

    private static AuthenticationVerdict Verdict(string word) => word.ToLowerInvariant() switch
    {
        "none" => AuthenticationVerdict.None,
        "pass" => AuthenticationVerdict.Pass,
        "fail" or "hardfail" => AuthenticationVerdict.Fail,
        "softfail" => AuthenticationVerdict.SoftFail,
        "neutral" => AuthenticationVerdict.Neutral,
        "policy" => AuthenticationVerdict.Policy,
        "temperror" => AuthenticationVerdict.TemporaryError,
        "permerror" => AuthenticationVerdict.PermanentError,
        _ => AuthenticationVerdict.Unknown,
    };
}
