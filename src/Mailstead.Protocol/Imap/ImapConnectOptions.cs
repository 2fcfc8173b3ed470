using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Imap;

/// <param name="ConnectionId">For logs, without brackets: host:user#n.</param>
public sealed record ImapConnectOptions(MailEndpoint Endpoint, TransportOptions Transport, string ConnectionId)
{
    public ImapLimits Limits { get; init; } = ImapLimits.Default;
}
