namespace Mailstead.Protocol.Smtp.Commands;

/// <summary>STARTTLS (RFC 3207), mandatory where chosen. What was announced before it is gone after it.</summary>
internal static class StartTlsCommand
{
    internal static async Task RunAsync(SmtpChannel channel, SmtpCapability capability, CancellationToken cancellationToken)
    {
        if (!capability.Has("STARTTLS")) throw SmtpErrors.NoStartTls();
        var reply = await channel.AskAsync("STARTTLS", cancellationToken);
        if (reply.Code != 220) throw reply.IsTransient ? SmtpErrors.Command("STARTTLS", reply) : SmtpErrors.NoStartTls();
        await channel.UpgradeToTlsAsync(cancellationToken);
    }
}
