using Mailstead.Protocol.Sasl;

namespace Mailstead.Protocol.Smtp;

/// <summary>One stream to a submission server (RFC 6409). One caller at a time.</summary>
public sealed class SmtpConnection : IAsyncDisposable
{
    private SmtpConnection() { }

    /// <summary>DNS, TCP, TLS (or STARTTLS), greeting, EHLO. No credential is sent.</summary>
    public static Task<SmtpConnection> ConnectAsync(SmtpConnectOptions options, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task AuthenticateAsync(MailCredential credential, CancellationToken cancellationToken) => throw new NotImplementedException();
    public string Id => throw new NotImplementedException();
    public SmtpCapability Capability => throw new NotImplementedException();
    public Exception? Failure => throw new NotImplementedException();

    /// <summary>All recipients or none: a refused recipient ends the transaction by RSET before DATA. A lost line after the final dot fails with <c>delivery_unknown</c>.</summary>
    /// <param name="beforeFinalDot">Awaited when all but the final dot is out: the place for a durable record.</param>
    public Task<SmtpReceipt> SendAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, Func<CancellationToken, ValueTask>? beforeFinalDot, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task NoopAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
