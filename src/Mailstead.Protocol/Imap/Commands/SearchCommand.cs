using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID SEARCH, by ESEARCH where offered; a charset other than US-ASCII only when the criteria need it. Ascending.</summary>
public sealed class SearchCommand(SearchCriteria criteria) : ImapCommand<IReadOnlyList<Uid>>;
