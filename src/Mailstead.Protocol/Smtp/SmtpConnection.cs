using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Smtp.Commands;
using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Smtp;

/// <summary>One stream to a submission server (RFC 6409). One caller at a time.</summary>
public sealed class SmtpConnection : IAsyncDisposable
{
    /// <summary>Less than the 2 s that an agent host gives a program which it ends.</summary>
    private static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(1);
    private readonly SmtpChannel _channel;
    private readonly SmtpConnectOptions _options;
    private bool _disposed;

    private SmtpConnection(SmtpChannel channel, SmtpConnectOptions options) => (_channel, _options) = (channel, options);

    public string Id => _channel.Id;
    public SmtpCapability Capability { get; private set; } = new(new HashSet<string>(StringComparer.OrdinalIgnoreCase), [], MaxSize: null);

    /// <summary>Why the connection ended; null while it is good.</summary>
    public Exception? Failure => _channel.Failure;

    /// <summary>True from the moment at which the first octet of a final dot could have gone out.</summary>
    public bool MayHaveSent => _channel.MayHaveSent;

    /// <summary>DNS, TCP, TLS (or STARTTLS), greeting, EHLO. No credential is sent.</summary>
    public static async Task<SmtpConnection> ConnectAsync(SmtpConnectOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.Transport.ConnectTimeout, options.Transport.Time, cancellationToken);
        SmtpChannel? channel = null;
        try
        {
            channel = new SmtpChannel(await MailTransport.ConnectAsync(options.Endpoint, options.Transport, options.ConnectionId, deadline.Token), options);
            var connection = new SmtpConnection(channel, options);
            await connection.OpenAsync(deadline.Token);
            return connection;
        }
        catch (Exception e)
        {
            channel?.Fail(e);
            if (channel is not null) await channel.DisposeAsync();
            if (e is not OperationCanceledException || !deadline.HasPassed) throw;
            throw channel is { HasHeard: false } ? TransportErrors.NoGreeting(options.Endpoint, e) : TransportErrors.TimedOut(options.Endpoint, e);
        }
    }

    /// <summary>One attempt, with the strongest common mechanism. Fails with <c>authentication_failed</c>, or <c>server_unavailable</c> when the server could not check.</summary>
    public Task AuthenticateAsync(MailCredential credential, CancellationToken cancellationToken) => AuthCommand.RunAsync(_channel, Capability, credential, cancellationToken);

    /// <summary>All recipients or none: a refused recipient ends the transaction by RSET before DATA. A lost line after the final dot fails with <c>delivery_unknown</c>. Cancelling before the final dot closes the connection and sends nothing; after it, it is ignored.</summary>
    /// <param name="beforeFinalDot">Awaited when all but the final dot, or the last chunk, is out: the place for a durable record.</param>
    public Task<SmtpReceipt> SendAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, Func<CancellationToken, ValueTask>? beforeFinalDot, CancellationToken cancellationToken) =>
        new MailTransaction(_channel, Capability, envelope, message, _options.Limits).RunAsync(beforeFinalDot, cancellationToken);

    public async Task NoopAsync(CancellationToken cancellationToken)
    {
        var reply = await _channel.AskAsync("NOOP", cancellationToken);
        if (reply.Code != 250) throw SmtpErrors.Command("NOOP", reply);
    }

    /// <summary>QUIT within 1 s when the line is good, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        if (Failure is null)
        {
            using var deadline = new Deadline(QuitTimeout, _options.Transport.Time, CancellationToken.None);
            try
            {
                await _channel.AskAsync("QUIT", deadline.Token);
            }
            catch (Exception e) when (e is MailException or OperationCanceledException)
            {
                // A goodbye that fails changes nothing: the connection is closed below.
            }
        }

        await _channel.DisposeAsync();
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var greeting = await _channel.ReadReplyAsync(Timeout.InfiniteTimeSpan, cancellationToken); // the caller's deadline is the one for a greeting
        if (greeting.Code != 220) throw SmtpErrors.Greeting(greeting);
        Capability = await EhloCommand.RunAsync(_channel, _options.HelloName, cancellationToken);
        if (_options.Endpoint.Tls != TlsMode.StartTls) return;
        await StartTlsCommand.RunAsync(_channel, Capability, cancellationToken);
        Capability = await EhloCommand.RunAsync(_channel, _options.HelloName, cancellationToken);
    }
}
