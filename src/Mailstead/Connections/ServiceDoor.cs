using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;

namespace Mailstead.Connections;

/// <summary>The steps into one service of an account, IMAP or SMTP.</summary>
internal sealed record ServiceDoor<T>(
    MailEndpoint Endpoint,
    Func<CancellationToken, ValueTask<MailCredential>> Credential,
    Func<CancellationToken, Task<T>> Connect,
    Func<T, MailCredential, CancellationToken, Task> LogIn);
