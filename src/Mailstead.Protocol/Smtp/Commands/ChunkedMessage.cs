using System.Buffers;
using System.Globalization;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp.Wire;

namespace Mailstead.Protocol.Smtp.Commands;

/// <summary>BDAT (RFC 3030). The last chunk is the last line break alone: like the final dot, it is all that a server lacks while the message is being recorded, and without it the server must drop what it got.</summary>
/// <param name="isVerbatim">BINARYMIME: no line break is touched.</param>
internal sealed class ChunkedMessage(SmtpChannel channel, ReadOnlyMemory<byte> message, bool isVerbatim, bool pipelining)
{
    private const int ChunkBytes = 1024 * 1024;
    private const int LastBytes = 2;

    /// <summary>Chunks whose replies are still to come: their replies stay far below any receive window.</summary>
    private const int MaxPipelined = 8;

    private readonly ArrayBufferWriter<byte> _encoded = new();
    private readonly SmtpDataEncoder _encoder = new(stuffsDots: false);
    private ReadOnlyMemory<byte> _last;
    private int _unheard;
    private SmtpReply? _refusal;

    /// <summary>All but the last chunk.</summary>
    /// <returns>The refusal of a chunk; the transaction is then over, and nothing was sent.</returns>
    internal async Task<SmtpReply?> WriteAsync(CancellationToken cancellationToken)
    {
        for (var at = 0; at < message.Length && _refusal is null; at += ChunkBytes)
        {
            var slice = message.Slice(at, Math.Min(ChunkBytes, message.Length - at));
            var isEnd = at + slice.Length == message.Length;
            var octets = Encode(slice, isEnd);
            if (isEnd) _last = octets[^Math.Min(LastBytes, octets.Length)..];
            if (isEnd) octets = octets[..^_last.Length];
            if (octets.IsEmpty) continue;
            await SendAsync(octets, isLast: false, cancellationToken);
            if (_unheard == (pipelining ? MaxPipelined : 1)) await HearAsync(cancellationToken);
        }

        while (_refusal is not null && _unheard > 0) await HearAsync(cancellationToken);
        return _refusal;
    }

    /// <summary>The last chunk, and the server's word on the whole.</summary>
    internal async Task<SmtpReply> CloseAsync()
    {
        await SendAsync(_last, isLast: true, CancellationToken.None);
        try
        {
            while (_unheard > 1) await HearAsync(CancellationToken.None);
            var reply = await channel.ReadReplyAsync(channel.FinalReplyTimeout, CancellationToken.None);
            if (_refusal is null) return reply;
            if (reply.Code is < 200 or >= 300) return _refusal;
        }
        catch (MailException) when (_refusal is not null)
        {
            return _refusal; // a message that lacks a chunk is refused, whatever became of the line afterwards
        }

        var torn = new ProtocolBrokenException("The server refused a part of the message and took the rest.");
        channel.Fail(torn);
        throw torn;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> octets, bool isLast, CancellationToken cancellationToken)
    {
        channel.Queue(string.Create(CultureInfo.InvariantCulture, $"BDAT {octets.Length}{(isLast ? " LAST" : "")}"));
        await channel.WriteAsync(octets, cancellationToken);
        _unheard++;
    }

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        var reply = await channel.ReadReplyAsync(channel.FinalReplyTimeout, cancellationToken);
        _unheard--;
        if (reply.Code != 250) _refusal ??= reply;
        if (channel.Failure is not null) _unheard = 0; // 421: no other reply will come
    }

    private ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> slice, bool isEnd)
    {
        if (isVerbatim) return slice;
        _encoded.ResetWrittenCount();
        _encoder.Write(slice.Span, _encoded);
        if (isEnd) _encoder.Complete(_encoded);
        return _encoded.WrittenMemory;
    }
}
