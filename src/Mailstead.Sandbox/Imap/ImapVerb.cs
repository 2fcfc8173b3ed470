using Mailstead.Sandbox.Imap.Commands;

namespace Mailstead.Sandbox.Imap;

/// <summary>A command this server understands.</summary>
/// <param name="Needs">The capability without which the command does not exist.</param>
/// <param name="MayExpunge">False for FETCH, STORE and SEARCH by sequence number (RFC 9051 section 7.5.1).</param>
internal sealed record ImapVerb(string Name, SessionState States, ImapHandler Handler, string? Needs = null, bool MayExpunge = true);
