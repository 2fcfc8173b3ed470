using System.CommandLine;
using Mailstead.Accounts;
using Mailstead.Accounts.Checks;
using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Mailstead.Server.Composition;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>Asks for what it is not told, finds the servers, tests them, then stores. Nothing is stored that did not log in.</summary>
internal static class AccountAddVerb
{
    public static Command Create()
    {
        var options = new AccountAddOptions();
        var command = new Command("add", "Add an account: asks, finds the servers, tests the login, stores it");
        options.AddTo(command);
        MailCommand.RunsAlone(command, async (line, screen, cancellationToken) =>
        {
            var host = HostOptions.From(line);
            var input = host.Settings();
            var paths = ConfigPaths.Resolve(input);
            var vault = new Vault(paths, TimeProvider.System);
            var answers = new AccountQuestions(line, options, screen.Error);
            var (account, secret) = await answers.AskAsync(cancellationToken);
            if (!line.GetValue(options.NoTest) && !await TestAsync(account, secret, host, screen, cancellationToken)) return ExitCode.Failed;
            await new AccountStore(input, vault, TimeProvider.System).AddAsync(account, secret, cancellationToken);
            var added = new AccountAdded(account.Id.Value, account.Address, Shown(account.Imap), account.Smtp is { } smtp ? Shown(smtp) : null, paths.ConfigFile);
            screen.Show(added, CliJson.Default.AccountAdded, (console, a) => NextSteps.Draw(console, a));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<bool> TestAsync(Account account, Secret? secret, HostOptions host, Screen screen, CancellationToken cancellationToken)
    {
        var report = new CheckReport(new Screen(json: false, toError: true));
        ICredentialSource credentials = secret is null ? AccountSecrets.Of(host) : new TypedCredentials(secret);
        await new AccountCheck(credentials, TimeProvider.System).RunAsync(account, report.Add, cancellationToken);
        if (!report.AllWell) screen.Error.WriteLine("Nothing was stored.");
        return report.AllWell;
    }

    private static string Shown(MailEndpoint endpoint) => $"{endpoint.Host}:{endpoint.Port} ({endpoint.Tls.ToString().ToLowerInvariant()})";
}
