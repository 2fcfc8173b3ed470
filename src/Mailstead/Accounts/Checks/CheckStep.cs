using Mailstead.Protocol.Errors;

namespace Mailstead.Accounts.Checks;

/// <summary>One line of account test or doctor.</summary>
/// <param name="Name">Stable, dotted: imap.tls, smtp.login, config.file, clock.</param>
/// <param name="Account">Null: of no account.</param>
/// <param name="Detail">What was found; safe to show.</param>
/// <param name="Code">Of a failure or warning.</param>
/// <param name="Remedy">What to do; never null for a failure.</param>
public sealed record CheckStep(string Name, CheckStatus Status, string Detail, AccountId? Account = null, string? Code = null, string? Remedy = null)
{
    internal static CheckStep Failed(string name, AccountId? account, MailException error, string? remedy = null)
    {
        var said = error.ServerText is { Length: > 0 } text ? $"{error.Message} The server said: {text}" : error.Message;
        return new CheckStep(name, CheckStatus.Failed, said, account, error.Code, remedy ?? error.Remedy ?? "Try again; if it repeats, look at the server's own log.");
    }
}
