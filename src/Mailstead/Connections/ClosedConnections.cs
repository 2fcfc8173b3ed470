using Mailstead.Errors;
using Mailstead.Protocol.Errors;

namespace Mailstead.Connections;

/// <summary>The answer after the end.</summary>
internal static class ClosedConnections
{
    internal static CallerException Error() => new("The connections have been closed.", DomainCodes.Closed, "Start again.");
}
