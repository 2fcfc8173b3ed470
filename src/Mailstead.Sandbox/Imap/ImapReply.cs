namespace Mailstead.Sandbox.Imap;

/// <summary>The tagged end of a command.</summary>
/// <param name="Code">Response code without brackets.</param>
internal readonly record struct ImapReply(string Status, string Text, string? Code = null)
{
    public static ImapReply Ok(string text, string? code = null) => new("OK", text, code);
    public static ImapReply No(string text, string? code = null) => new("NO", text, code);
    public static ImapReply Bad(string text, string? code = null) => new("BAD", text, code);

    public string On(string tag) => Code is null ? $"{tag} {Status} {Text}\r\n" : $"{tag} {Status} [{Code}] {Text}\r\n";
}
