using Mailstead.Protocol.Errors;

namespace Mailstead.Errors;

/// <summary>A stale id: the message was moved or expunged, or the server numbered the folder anew. Never hits another message.</summary>
public sealed class GoneException(string message)
    : MailException(DomainCodes.Gone, message, "Search again and use the ids of that answer.");
