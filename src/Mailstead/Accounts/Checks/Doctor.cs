using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.Errors;

namespace Mailstead.Accounts.Checks;

/// <summary>Looks at everything that must be right before mail can flow: configuration, files, clock, and each account.</summary>
public sealed class Doctor(Func<SettingsInput> input, AccountCheck accounts, TimeProvider time)
{
    /// <returns>True: nothing failed; there may be warnings.</returns>
    public async Task<bool> RunAsync(Action<CheckStep> report, CancellationToken cancellationToken)
    {
        var healthy = true;
        MailSettings settings;
        try
        {
            settings = SettingsLoader.Load(input());
        }
        catch (ConfigurationException e)
        {
            report(CheckStep.Failed("config.file", null, e));
            return false;
        }
        foreach (var step in LocalChecks.Run(settings, time)) Tell(step);
        foreach (var account in settings.Accounts) await accounts.RunAsync(account, Tell, cancellationToken);
        return healthy;

        void Tell(CheckStep step)
        {
            healthy &= step.Status is CheckStatus.Ok or CheckStatus.Warning;
            report(step);
        }
    }
}
