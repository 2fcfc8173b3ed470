namespace Mailstead.Protocol.Imap;

/// <param name="Number">EXISTS count or sequence number; 0 for the rest.</param>
/// <param name="Text">Server text of an ALERT or BYE: untrusted.</param>
public readonly record struct ImapNews(ImapNewsKind Kind, uint Number, string? Text = null);
