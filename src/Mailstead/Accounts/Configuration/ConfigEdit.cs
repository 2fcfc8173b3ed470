using System.Text;

namespace Mailstead.Accounts.Configuration;

/// <summary>Adds and removes members in the text of the file; every other byte stays as a person wrote it, comments included.</summary>
internal static class ConfigEdit
{
    private const int Indent = 2;

    /// <param name="value">JSON, indented by two spaces a level, lines ended by LF.</param>
    /// <param name="depth">Of the object: 0 for the root.</param>
    public static byte[] Add(byte[] text, ConfigNode target, string name, string value, int depth)
    {
        var newline = text.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var margin = new string(' ', Indent * (depth + 1));
        var member = newline + margin + $"\"{name}\": " + value.Replace("\n", newline + margin, StringComparison.Ordinal);
        var close = target.End - 1;
        var at = close;
        while (at > target.Start + 1 && IsWhite(text[at - 1])) at--;
        if (text.AsSpan(at, close - at).IndexOf((byte)'\n') < 0) member += newline + new string(' ', Indent * depth);
        var edited = Splice(text, at, 0, member);
        if (target.Members.Count == 0) return edited;
        var last = target.Members[^1].Value.End;
        return text[NextToken(text, last)] == ',' ? edited : Splice(edited, last, 0, ",");
    }

    public static byte[] Remove(byte[] text, ConfigNode target, ConfigMember member)
    {
        var next = NextToken(text, member.Value.End);
        var hasComma = text[next] == ',';
        var end = hasComma ? next + 1 : member.Value.End;
        var start = member.Start;
        while (text[start - 1] is (byte)' ' or (byte)'\t') start--;
        var line = end;
        while (text[line] is (byte)' ' or (byte)'\t' or (byte)'\r') line++;
        if (text[start - 1] != '\n') start = member.Start;
        else if (text[line] == '\n') end = line + 1;
        var edited = Splice(text, start, end - start, "");
        var index = target.Members.IndexOf(member);
        if (hasComma || index == 0) return edited;
        var comma = NextToken(text, target.Members[index - 1].Value.End);
        return Splice(edited, comma, 1, "");
    }

    // The file has been parsed: what is open is closed, and a token follows.
    private static int NextToken(byte[] text, int at)
    {
        while (true)
        {
            if (IsWhite(text[at])) at++;
            else if (text[at] != '/') return at;
            else if (text[at + 1] == '/') at += text.AsSpan(at).IndexOfAny((byte)'\n', (byte)'\r');
            else at += text.AsSpan(at).IndexOf("*/"u8) + 2;
        }
    }

    private static bool IsWhite(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static byte[] Splice(byte[] text, int at, int remove, string insert) =>
        [.. text.AsSpan(0, at), .. Encoding.UTF8.GetBytes(insert), .. text.AsSpan(at + remove)];
}
