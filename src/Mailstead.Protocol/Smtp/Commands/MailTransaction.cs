using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp.Wire;

namespace Mailstead.Protocol.Smtp.Commands;

/// <summary>MAIL, RCPT and DATA (or BDAT) of one message: for all recipients, or for none.</summary>
internal sealed class MailTransaction
{
    /// <summary>RCPT commands in flight at once: their replies stay far below any receive window.</summary>
    private const int MaxPipelined = 100;

    private readonly SmtpChannel _channel;
    private readonly SmtpEnvelope _envelope;
    private readonly ReadOnlyMemory<byte> _message;
    private readonly string _mail;
    private readonly string[] _recipients;
    private readonly List<SmtpRecipientResult> _results = [];
    private readonly bool _pipelining;
    private readonly ChunkedMessage? _chunks;

    /// <summary>Checks all that can be checked before the first octet goes out.</summary>
    internal MailTransaction(SmtpChannel channel, SmtpCapability capability, SmtpEnvelope envelope, ReadOnlyMemory<byte> message, SmtpLimits limits)
    {
        if (envelope.Recipients.Count == 0) throw new CallerException("There is no recipient.");
        if (envelope.Recipients.Count > limits.MaxRecipients) throw new CallerException($"A message may have at most {limits.MaxRecipients} recipients.");
        (_channel, _envelope, _message) = (channel, envelope, message);
        _pipelining = capability.Has("PIPELINING");
        var status = StatusParameters.Asked(capability, envelope);
        _mail = $"MAIL FROM:{SmtpAddress.Path(envelope.From)}{MailParameters.Of(capability, envelope, status, channel.IsEncrypted, message.Span)}";
        if (envelope.Transfer != SmtpTransfer.Data && capability.Has("CHUNKING")) _chunks = new ChunkedMessage(channel, message, envelope.Transfer == SmtpTransfer.Binary, _pipelining);
        _recipients = [.. envelope.Recipients.Select(r => $"RCPT TO:{SmtpAddress.Path(r)}{StatusParameters.OfRecipient(status, r)}")];
    }

    internal async Task<SmtpReceipt> RunAsync(Func<CancellationToken, ValueTask>? beforeFinalDot, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        if (_chunks is null) await _channel.WriteDataAsync(_message, cancellationToken);
        else if (await _chunks.WriteAsync(cancellationToken) is { } refusal) throw await RefusedAsync(refusal);
        if (beforeFinalDot is not null) await RecordAsync(beforeFinalDot, cancellationToken);
        return await CloseAsync();
    }

    /// <summary>Up to the server's 354.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var refusal = _pipelining ? await OpenAtOnceAsync(cancellationToken) : await OpenInStepsAsync(cancellationToken);
        if (refusal is null) return;
        await ResetAsync(cancellationToken);
        throw refusal;
    }

    private async Task<ServerRefusedException?> OpenInStepsAsync(CancellationToken cancellationToken)
    {
        _channel.Queue(_mail);
        await _channel.FlushAsync(cancellationToken);
        var refusal = await ReadSenderReplyAsync(cancellationToken);
        for (var i = 0; i < _recipients.Length && refusal is null; i++)
        {
            _channel.Queue(_recipients[i]);
            await _channel.FlushAsync(cancellationToken);
            refusal = await ReadRecipientReplyAsync(i, cancellationToken);
        }

        return refusal ?? await AskForDataAsync(cancellationToken);
    }

    /// <summary>RFC 2920. With one recipient DATA goes with the rest: when he is refused, it is too. With more it waits for their replies, because a 354 after a partial refusal would leave only the closing of the connection to send nothing.</summary>
    private async Task<ServerRefusedException?> OpenAtOnceAsync(CancellationToken cancellationToken)
    {
        var dataInFlight = _chunks is null && _recipients.Length == 1;
        _channel.Queue(_mail);
        QueueRecipients(0);
        if (dataInFlight) _channel.Queue("DATA");
        await _channel.FlushAsync(cancellationToken);

        var refusal = await ReadSenderReplyAsync(cancellationToken);
        for (var i = 0; i < _recipients.Length; i++)
        {
            if (i > 0 && i % MaxPipelined == 0)
            {
                if (refusal is not null) return refusal;
                QueueRecipients(i);
                await _channel.FlushAsync(cancellationToken);
            }

            var next = await ReadRecipientReplyAsync(i, cancellationToken);
            refusal ??= next;
        }

        if (dataInFlight) return await ReadDataReplyAsync(refusal, cancellationToken);
        return refusal ?? await AskForDataAsync(cancellationToken);
    }

    private void QueueRecipients(int from)
    {
        foreach (var recipient in _recipients.Skip(from).Take(MaxPipelined)) _channel.Queue(recipient);
    }

    private Task<ServerRefusedException?> ReadSenderReplyAsync(CancellationToken cancellationToken) =>
        ReadAsync(r => r.Code == 250, r => SmtpErrors.Sender(_envelope.From, r), cancellationToken);

    private Task<ServerRefusedException?> ReadRecipientReplyAsync(int index, CancellationToken cancellationToken) =>
        ReadAsync(r => Heard(index, r).IsAccepted, r => SmtpErrors.Recipient(_envelope.Recipients[index], r), cancellationToken);

    private SmtpRecipientResult Heard(int index, SmtpReply reply)
    {
        var result = new SmtpRecipientResult(_envelope.Recipients[index], reply);
        _results.Add(result);
        return result;
    }

    private async Task<ServerRefusedException?> ReadAsync(Func<SmtpReply, bool> isGood, Func<SmtpReply, ServerRefusedException> refused, CancellationToken cancellationToken)
    {
        var reply = await _channel.ReadReplyAsync(_channel.ReplyTimeout, cancellationToken);
        if (isGood(reply)) return null;
        return _channel.Failure is null ? refused(reply) : throw refused(reply); // 421: no other reply will come
    }

    private async Task<ServerRefusedException?> AskForDataAsync(CancellationToken cancellationToken)
    {
        if (_chunks is not null) return null;
        _channel.Queue("DATA");
        await _channel.FlushAsync(cancellationToken);
        return await ReadDataReplyAsync(refusal: null, cancellationToken);
    }

    private async Task<ServerRefusedException?> ReadDataReplyAsync(ServerRefusedException? refusal, CancellationToken cancellationToken)
    {
        var reply = await _channel.ReadReplyAsync(_channel.ReplyTimeout, cancellationToken);
        if (reply.Code != 354) return refusal ?? SmtpErrors.Message(reply);
        if (refusal is null) return null;

        // The server wants data though it refused the recipient: closing without the final dot is the one way to send nothing.
        _channel.Fail(refusal);
        return refusal;
    }

    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        if (_channel.Failure is not null) return;
        try
        {
            var reply = await _channel.AskAsync("RSET", cancellationToken);
            if (reply.Code != 250) _channel.Fail(SmtpErrors.Command("RSET", reply));
        }
        catch (MailException)
        {
            // The channel has noted its failure; the caller is told of the refusal, which came first.
        }
    }

    private async Task RecordAsync(Func<CancellationToken, ValueTask> beforeFinalDot, CancellationToken cancellationToken)
    {
        try
        {
            await beforeFinalDot(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception e)
        {
            _channel.Fail(e); // without the dot the server drops what it got
            throw;
        }
    }

    /// <summary>From the first octet of the dot on nobody can call the message back: the caller's token counts no more.</summary>
    private async Task<SmtpReceipt> CloseAsync()
    {
        SmtpReply reply;
        _channel.MayHaveSent = true;
        try
        {
            reply = _chunks is null ? await FinalDotAsync() : await _chunks.CloseAsync();
        }
        catch (MailException e)
        {
            throw SmtpErrors.DeliveryUnknown(e);
        }

        return reply.Code is >= 200 and < 300 ? new SmtpReceipt(reply) { Recipients = _results } : throw await RefusedAsync(reply);
    }

    private async Task<SmtpReply> FinalDotAsync()
    {
        _channel.Queue(".");
        await _channel.FlushAsync(CancellationToken.None);
        return await _channel.ReadReplyAsync(_channel.FinalReplyTimeout, CancellationToken.None);
    }

    /// <summary>After a refused chunk the server waits for RSET (RFC 3030 section 2); after a refused dot it does not.</summary>
    private async Task<ServerRefusedException> RefusedAsync(SmtpReply reply)
    {
        if (_chunks is not null) await ResetAsync(CancellationToken.None);
        return SmtpErrors.Message(reply);
    }
}
