using Mailstead.Protocol.Imap.Commands;

namespace Mailstead.Querying;

/// <param name="Criteria">For the server. When <paramref name="Attachments"/> asks for something, its hits are a superset: look at each one's BODYSTRUCTURE.</param>
/// <param name="Folder">From in:, as typed; null when not given.</param>
public sealed record CompiledQuery(SearchCriteria Criteria, string? Folder, AttachmentRule Attachments);
