using System.CommandLine;
using Mailstead.Accounts;
using Mailstead.Accounts.Checks;
using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Server.Composition;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class AccountVerb
{
    public static Command Create() => new("account", "Add, list, test and remove mail accounts") { AccountAddVerb.Create(), List(), Test(), Remove() };

    private static Command List()
    {
        var command = new Command("list", "Accounts and where their servers are");
        MailCommand.Runs(command, async (_, call, screen, cancellationToken) =>
        {
            var result = await call.Operations.ListAccountsAsync(new ListAccountsRequest(), call.Context, cancellationToken);
            screen.Show(result, OperationsJson.Default.ListAccountsResult, Draw);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Test()
    {
        var name = new Argument<string?>("name") { Description = "Account; all when left out", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("test", "Connect and log in, IMAP and SMTP, step by step; sends nothing") { name };
        MailCommand.RunsAlone(command, async (line, screen, cancellationToken) =>
        {
            var options = HostOptions.From(line);
            var registry = new ConfiguredAccounts(new SettingsSource(options.Settings));
            var chosen = line.GetValue(name) ?? line.GetValue(CliOptions.Account);
            var accounts = chosen is null ? registry.All : [registry.Find(chosen)];
            if (accounts.Count == 0) registry.Find(null);
            var report = new CheckReport(screen);
            var check = new AccountCheck(AccountSecrets.Of(options), TimeProvider.System);
            foreach (var account in accounts) await check.RunAsync(account, report.Add, cancellationToken);
            return report.Finish();
        });
        return command;
    }

    private static Command Remove()
    {
        var name = new Argument<string>("name") { Description = "Account" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var command = new Command("remove", "Forget an account and its stored secret; mail on the server stays") { name, yes };
        MailCommand.RunsAlone(command, async (line, screen, cancellationToken) =>
        {
            var account = line.GetRequiredValue(name);
            if (!line.GetValue(yes))
            {
                if (Console.IsInputRedirected) throw new CallerException("Removing an account must be confirmed.", remedy: "Add --yes.");
                if (!await new ConfirmationPrompt($"Remove account {Markup.Escape(account)}?") { DefaultValue = false }.ShowAsync(screen.Error, cancellationToken)) return ExitCode.Failed;
            }

            var input = HostOptions.From(line).Settings();
            var vault = new Vault(ConfigPaths.Resolve(input), TimeProvider.System);
            await new AccountStore(input, vault, TimeProvider.System).RemoveAsync(account, cancellationToken);
            screen.Error.MarkupLineInterpolated($"Removed {account}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, ListAccountsResult result)
    {
        if (result.Accounts.Count == 0)
        {
            console.MarkupLine("No account yet. [grey]mailstead account add, or mailstead try[/]");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("Account").AddColumn("Address").AddColumn("Sends").AddColumn("Default");
        foreach (var a in result.Accounts) table.AddRow(new Text(a.Account), new Text(a.Address), new Text(a.CanSend ? "yes" : "no"), new Text(a.Default ? "yes" : ""));
        console.Write(table);
    }
}
