using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Imap;

/// <summary>From the first byte to a line that may carry a login: greeting, STARTTLS where the account wants it, capabilities.</summary>
internal sealed class Opening(MailTransport transport, CommandQueue queue, ServerState state, ImapLine line, Opening.StartLoop startLoop)
{
    internal delegate void StartLoop(out Task ended);

    /// <returns>True when the server says that the login is done (PREAUTH).</returns>
    public async Task<bool> RunAsync(MailEndpoint endpoint, CancellationToken cancellationToken)
    {
        var sink = new GreetingSink();
        var exchange = queue.Begin(sink);
        startLoop(out var loop);
        await Task.WhenAny(sink.Heard, exchange.Ended).WaitAsync(cancellationToken);
        if (!sink.Heard.IsCompleted) // a BYE is heard though the line has ended right behind it
            await exchange.Ended;
        queue.Remove(exchange.Tag);
        var greeting = await sink.Heard;
        if (greeting.Condition == StatusCondition.Bye)
            throw Refusal.OfBye(greeting);
        if (endpoint.Tls == TlsMode.StartTls)
            return await UpgradeAsync(greeting, loop, cancellationToken);
        state.Hear(greeting);
        await KnowCapabilitiesAsync(cancellationToken);
        return greeting.Condition == StatusCondition.Preauth;
    }

    private async Task<bool> UpgradeAsync(StatusLine greeting, Task loop, CancellationToken cancellationToken)
    {
        if (greeting.Condition == StatusCondition.Preauth)
            throw new ProtocolBrokenException("The server claims a finished login before TLS; that cannot be trusted.", ErrorCodes.StartTlsUnavailable);
        state.Hear(greeting);
        await KnowCapabilitiesAsync(cancellationToken);
        if (!line.Offers("STARTTLS"))
            throw Unavailable(null);
        var exchange = queue.Begin(sink: null, endsLoop: true);
        await line.GuardAsync(queue.WriteAsync(exchange, line.Write("STARTTLS"u8).Finish(), redacted: null), cancellationToken);
        var answer = await ImapLine.EndAsync(exchange, cancellationToken);
        if (answer.Condition != StatusCondition.Ok)
            throw Unavailable(answer.Text);
        await loop.WaitAsync(cancellationToken);
        await transport.UpgradeToTlsAsync(cancellationToken);
        state.Forget();
        startLoop(out _);
        await new CapabilityCommand().StartAsync(line, cancellationToken);
        return false;
    }

    private async Task KnowCapabilitiesAsync(CancellationToken cancellationToken)
    {
        if (state.Capability.Names.Count == 0)
            await new CapabilityCommand().StartAsync(line, cancellationToken);
    }

    private static TransportLostException Unavailable(string? serverText) =>
        new(ErrorCodes.StartTlsUnavailable, "The server does not offer STARTTLS, so the login cannot be protected.", "Choose implicit TLS (port 993), or check that nothing on the way strips STARTTLS.", canRetry: false) { ServerText = serverText };
}
