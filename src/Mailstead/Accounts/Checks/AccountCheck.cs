using Mailstead.Accounts.Credentials;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Smtp;

namespace Mailstead.Accounts.Checks;

/// <summary>Tests an account from the name of its server to the login, IMAP first; changes nothing and sends no mail.</summary>
public sealed class AccountCheck(ICredentialSource credentials, TimeProvider time)
{
    /// <param name="report">Called with each step as it ends.</param>
    public async Task RunAsync(Account account, Action<CheckStep> report, CancellationToken cancellationToken)
    {
        var letIn = await new ServerCheck("imap", account, account.Imap,
            (transport, token) => CheckedImapServer.ConnectAsync(new ImapConnectOptions(account.Imap, transport, IdOf(account.Imap.Host, account.ImapUser)), token),
            token => credentials.ForImapAsync(account, token), time, report).RunAsync(cancellationToken);
        if (account.Smtp is not { } smtp) return;
        await new ServerCheck("smtp", account, smtp,
            (transport, token) => CheckedSmtpServer.ConnectAsync(new SmtpConnectOptions(smtp, transport, IdOf(smtp.Host, account.SmtpUser)), token),
            token => credentials.ForSmtpAsync(account, token), time, report, alreadyRefused: !letIn && SameLogin(account)).RunAsync(cancellationToken);
    }

    private static bool SameLogin(Account account) =>
        account.SmtpSecret == account.ImapSecret && string.Equals(account.SmtpUser, account.ImapUser, StringComparison.OrdinalIgnoreCase);

    private static string IdOf(string host, string? user) => $"{host}:{user}#check";
}
