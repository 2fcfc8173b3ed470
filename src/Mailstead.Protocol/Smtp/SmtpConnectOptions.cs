using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Smtp;

public sealed record SmtpConnectOptions(MailEndpoint Endpoint, TransportOptions Transport, string ConnectionId)
{
    /// <summary>EHLO argument: never the machine's own name.</summary>
    public string HelloName { get; init; } = "[127.0.0.1]";
    public SmtpLimits Limits { get; init; } = SmtpLimits.Default;
}
