using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID FETCH that hands each message to a consumer as it arrives, on the response loop with back-pressure; nothing is kept.</summary>
public sealed class FetchStreamCommand(UidSet uids, FetchItems items, IReadOnlyList<BodySection>? sections, IFetchConsumer consumer) : ImapCommand<int>;
