using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID FETCH into a list. BODY sections are always PEEKed.</summary>
public sealed class FetchCommand(UidSet uids, FetchItems items, IReadOnlyList<BodySection>? sections = null) : ImapCommand<IReadOnlyList<FetchData>>;
