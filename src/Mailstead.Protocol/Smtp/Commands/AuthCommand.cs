using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Protocol.Smtp.Commands;

/// <summary>AUTH (RFC 4954): one attempt by one mechanism.</summary>
internal static class AuthCommand
{
    /// <summary>RFC 4954 section 4: octets of a line, CRLF included. A longer initial response waits for its challenge.</summary>
    private const int MaxLine = 12288;

    /// <summary>No mechanism of ours needs more; a server that asks on is looping.</summary>
    private const int MaxChallenges = 4;
    private const string Redacted = "[secret]";

    internal static async Task RunAsync(SmtpChannel channel, SmtpCapability capability, MailCredential credential, CancellationToken cancellationToken)
    {
        var exchange = SaslChoice.Choose(credential, capability.AuthMechanisms, channel.MayShowSecrets) ?? throw SmtpErrors.NoMechanism(capability, channel.MayShowSecrets);
        var initial = exchange.SendsFirst ? Convert.ToBase64String(exchange.Respond([])) : null;
        var start = $"AUTH {exchange.MechanismName}";
        var reply = initial is not null && start.Length + initial.Length + 3 <= MaxLine
            ? await channel.AskAsync($"{start} {initial}", cancellationToken, $"{start} {Redacted}")
            : await channel.AskAsync(start, cancellationToken);
        var held = initial is not null && start.Length + initial.Length + 3 > MaxLine ? initial : null;

        for (var challenges = 0; reply.Code == 334; challenges++)
        {
            if (challenges == MaxChallenges) throw Broken(channel, "The server goes on asking in the login.");
            var answer = held ?? await AnswerAsync(channel, exchange, reply, cancellationToken);
            held = null;
            reply = await channel.AskAsync(answer, cancellationToken, Redacted);
        }

        if (reply.Code is not (>= 200 and < 300)) throw SmtpErrors.Login(reply);
        if (!exchange.IsComplete) throw SmtpErrors.ServerUnproven();
    }

    private static async Task<string> AnswerAsync(SmtpChannel channel, SaslExchange exchange, SmtpReply challenge, CancellationToken cancellationToken)
    {
        try
        {
            return Convert.ToBase64String(exchange.Respond(Decode(challenge)));
        }
        catch (MailException)
        {
            await channel.AskAsync("*", cancellationToken);
            throw;
        }
    }

    private static byte[] Decode(SmtpReply challenge)
    {
        try
        {
            return Convert.FromBase64String(string.Concat(challenge.Lines));
        }
        catch (FormatException)
        {
            throw new ProtocolBrokenException("The server sent a login challenge that is not base64.");
        }
    }

    private static ProtocolBrokenException Broken(SmtpChannel channel, string message)
    {
        var broken = new ProtocolBrokenException(message);
        channel.Fail(broken);
        return broken;
    }
}
