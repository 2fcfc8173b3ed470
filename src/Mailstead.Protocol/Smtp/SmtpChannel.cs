using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp.Wire;
using Mailstead.Protocol.Transport;

namespace Mailstead.Protocol.Smtp;

/// <summary>Command lines out, replies in, each wait with its deadline. A wait that fails or is given up ends the connection: replies could no longer be told apart.</summary>
internal sealed class SmtpChannel(MailTransport transport, SmtpConnectOptions options) : IAsyncDisposable
{
    private readonly SmtpReplyParser _parser = new(options.Limits);

    internal string Id => transport.ConnectionId;
    internal bool MayShowSecrets => transport.MayShowSecrets;
    internal bool IsEncrypted => transport.IsEncrypted;
    internal Exception? Failure { get; private set; }

    /// <summary>True once the server has said anything.</summary>
    internal bool HasHeard { get; private set; }

    /// <summary>Set before the first final dot, and never back.</summary>
    internal bool MayHaveSent { get; set; }

    /// <summary>Longest silence while a reply is due.</summary>
    internal TimeSpan ReplyTimeout => options.Transport.ProgressTimeout;

    /// <summary>For the reply to the final dot, which servers hold back while they scan (RFC 5321 section 4.5.3.2.6 says 10 minutes).</summary>
    internal TimeSpan FinalReplyTimeout => options.Transport.CommandTimeout;

    /// <summary>Puts a line into the send buffer; <see cref="FlushAsync"/> sends.</summary>
    /// <param name="logged">What the wire log gets in place of a line that holds a secret.</param>
    internal void Queue(string line, string? logged = null)
    {
        if (line.AsSpan().ContainsAny("\r\n\0")) throw new CallerException("A command line must not contain CR, LF or NUL.");
        var bytes = Encoding.UTF8.GetByteCount(line);
        var span = transport.Output.GetSpan(bytes + 2);
        Encoding.UTF8.GetBytes(line, span);
        "\r\n"u8.CopyTo(span[bytes..]);
        transport.Output.Advance(bytes + 2);
        if (transport.IsLogging) transport.Log(sent: true, logged ?? line);
    }

    internal async Task<SmtpReply> AskAsync(string line, CancellationToken cancellationToken, string? logged = null)
    {
        Queue(line, logged);
        await FlushAsync(cancellationToken);
        return await ReadReplyAsync(ReplyTimeout, cancellationToken);
    }

    internal Task FlushAsync(CancellationToken cancellationToken) => GuardAsync(ReplyTimeout, async token => await transport.Output.FlushAsync(token), cancellationToken);

    /// <summary>Sends the message, encoded for DATA, up to but without the final dot.</summary>
    internal async Task WriteDataAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        const int chunk = 64 * 1024;
        var encoder = new SmtpDataEncoder();
        for (var at = 0; at < message.Length; at += chunk)
        {
            encoder.Write(message.Span.Slice(at, Math.Min(chunk, message.Length - at)), transport.Output);
            await FlushAsync(cancellationToken);
        }

        encoder.Complete(transport.Output);
        await FlushAsync(cancellationToken);
        if (transport.IsLogging) transport.Log(sent: true, $"[message, {message.Length} bytes]");
    }

    /// <summary>Sends octets as they are, behind what is queued.</summary>
    internal async Task WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        const int piece = 64 * 1024;
        for (var at = 0; at < octets.Length; at += piece)
        {
            var part = octets.Slice(at, Math.Min(piece, octets.Length - at));
            await GuardAsync(ReplyTimeout, async token => await transport.Output.WriteAsync(part, token), cancellationToken);
        }

        if (octets.IsEmpty) await FlushAsync(cancellationToken);
        if (transport.IsLogging) transport.Log(sent: true, $"[chunk, {octets.Length} bytes]");
    }

    internal async Task<SmtpReply> ReadReplyAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var reply = await GuardAsync(longest, ReadAsync, cancellationToken);
        HasHeard = true;
        if (transport.IsLogging) transport.Log(sent: false, reply.Code == 334 ? "334 [challenge]" : $"{reply} {reply.Text}");
        if (reply.Code == 421) Fail(TransportErrors.Lost(Id)); // the server closes after it
        return reply;
    }

    internal Task UpgradeToTlsAsync(CancellationToken cancellationToken) => GuardAsync(
        ReplyTimeout,
        async token =>
        {
            await transport.UpgradeToTlsAsync(token);
            return true;
        },
        cancellationToken);

    internal void Fail(Exception why)
    {
        Failure ??= why;
        transport.Abort(why);
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();

    private async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await transport.Input.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            var examined = rest.End;
            try
            {
                if (_parser.TryParse(ref rest, out var reply))
                {
                    examined = rest.Start;
                    return reply;
                }
            }
            finally
            {
                transport.Input.AdvanceTo(rest.Start, examined);
            }

            if (read.IsCompleted) throw TransportErrors.Lost(Id);
        }
    }

    private async Task<T> GuardAsync<T>(TimeSpan longest, Func<CancellationToken, Task<T>> wait, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(longest, options.Transport.Time, cancellationToken);
        try
        {
            return await wait(deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            Exception why = deadline.HasPassed ? TransportErrors.Silent(Id, longest) : e;
            Fail(why);
            if (why == e) throw;
            throw why;
        }
        catch (MailException e)
        {
            Fail(e);
            throw;
        }
    }
}
