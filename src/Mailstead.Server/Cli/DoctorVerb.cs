using System.CommandLine;
using Mailstead.Accounts.Checks;
using Mailstead.Server.Composition;

namespace Mailstead.Server.Cli;

internal static class DoctorVerb
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check configuration, files, clock, and every account up to its login");
        MailCommand.RunsAlone(command, async (line, screen, cancellationToken) =>
        {
            var options = HostOptions.From(line);
            var report = new CheckReport(screen);
            var accounts = new AccountCheck(AccountSecrets.Of(options), TimeProvider.System);
            await new Doctor(options.Settings, accounts, TimeProvider.System).RunAsync(report.Add, cancellationToken);
            return report.Finish();
        });
        return command;
    }
}
