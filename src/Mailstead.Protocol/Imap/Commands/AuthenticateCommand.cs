using System.Buffers.Text;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>AUTHENTICATE, with an initial response where SASL-IR is offered (RFC 4959). The answer is judged by the caller.</summary>
internal sealed class AuthenticateCommand(SaslExchange mechanism) : ImapCommand<StatusLine>
{
    /// <summary>No mechanism of ours needs more than three.</summary>
    private const int MaxChallenges = 8;

    internal override async Task<StatusLine> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        using var pen = await line.Queue.TakePenAsync(cancellationToken);
        var exchange = line.Queue.Begin(sink: null, isSecret: true);
        var command = line.Write("AUTHENTICATE "u8).Atom(mechanism.MechanismName);
        if (mechanism.SendsFirst && line.Offers("SASL-IR"))
        {
            var initial = Convert.ToBase64String(mechanism.Respond(default));
            command.Space().Atom(initial.Length == 0 ? "=" : initial);
        }
        var challenge = exchange.ExpectContinuation();
        await line.GuardAsync(line.Queue.WriteAsync(exchange, command.Finish(), $"AUTHENTICATE {mechanism.MechanismName} [redacted]"), cancellationToken);
        for (var round = 0; await Task.WhenAny(challenge, exchange.Ended).WaitAsync(cancellationToken) == challenge; round++)
        {
            if (round == MaxChallenges)
                throw await GiveUpAsync(line, exchange, new ProtocolBrokenException("The server's challenges do not end."), cancellationToken);
            byte[] answer;
            try
            {
                answer = mechanism.Respond(Decode(await challenge));
            }
            catch (MailException e)
            {
                throw await GiveUpAsync(line, exchange, e, cancellationToken);
            }
            challenge = exchange.ExpectContinuation();
            await line.GuardAsync(line.Queue.WriteLineAsync(Encoding.ASCII.GetBytes(Convert.ToBase64String(answer)), "[redacted]"), cancellationToken);
        }
        var end = await ImapLine.EndAsync(exchange, cancellationToken);
        return end.Condition == StatusCondition.Ok && !mechanism.IsComplete
            ? throw new ServerRefusedException(ErrorCodes.AuthenticationFailed, "The server did not prove that it knows the password.", "Check that this is the right server.")
            : end;
    }

    private static byte[] Decode(byte[] challenge)
    {
        var octets = challenge.AsSpan().Trim((byte)' ');
        if (octets.IsEmpty)
            return [];
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(octets.Length)];
        return Base64.DecodeFromUtf8(octets, decoded, out _, out var length) == System.Buffers.OperationStatus.Done
            ? decoded[..length]
            : throw new ProtocolBrokenException("The server's challenge is not base64.");
    }

    /// <summary>Cancels the exchange (RFC 9051 section 6.2.2) and returns why.</summary>
    private static async Task<MailException> GiveUpAsync(ImapLine line, Exchange exchange, MailException why, CancellationToken cancellationToken)
    {
        await line.GuardAsync(line.Queue.WriteLineAsync("*"u8.ToArray(), "*"), cancellationToken);
        await ImapLine.EndAsync(exchange, cancellationToken);
        return why;
    }
}
