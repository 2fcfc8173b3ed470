using System.Globalization;
using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.Errors;

namespace Mailstead.Accounts.Checks;

/// <summary>What can be judged on this machine alone.</summary>
internal static class LocalChecks
{
    /// <summary>This version did not exist before: an earlier clock is wrong.</summary>
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const string SetClock = "Set this machine's clock: certificates and one-time codes depend on it.";

    public static IEnumerable<CheckStep> Run(MailSettings settings, TimeProvider time)
    {
        yield return new CheckStep("config.file", CheckStatus.Ok, settings.HasFile ? settings.Paths.ConfigFile : $"there is no {settings.Paths.ConfigFile}; defaults and variables apply");
        foreach (var warning in settings.Warnings) yield return new CheckStep("config.variables", CheckStatus.Warning, warning, Code: DomainCodes.ConfigInvalid, Remedy: "Rename the variable, or remove it.");
        if (settings.Accounts.Count == 0) yield return new CheckStep("config.accounts", CheckStatus.Warning, "no account is configured", Code: DomainCodes.UnknownAccount, Remedy: "Run `mailstead account add`, or `mailstead try` to look around first.");
        yield return Clock(settings, time);
        yield return DataDirectory(settings);
        foreach (var step in Permissions(settings)) yield return step;
    }

    private static CheckStep Clock(MailSettings settings, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var shown = now.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (now < Earliest || now > Latest) return new CheckStep("clock", CheckStatus.Failed, $"it is {shown} here, which cannot be", Code: DomainCodes.ClockWrong, Remedy: SetClock);
        return settings.HasFile && File.GetLastWriteTimeUtc(settings.Paths.ConfigFile) > now.UtcDateTime.AddDays(1)
            ? new CheckStep("clock", CheckStatus.Warning, $"it is {shown} here, but the configuration was written later", Code: DomainCodes.ClockWrong, Remedy: SetClock)
            : new CheckStep("clock", CheckStatus.Ok, shown);
    }

    private static CheckStep DataDirectory(MailSettings settings)
    {
        var probe = Path.Combine(settings.DataDirectory, $".doctor-{Guid.NewGuid():N}");
        try
        {
            PrivateFile.CreateDirectory(settings.DataDirectory);
            using (PrivateFile.Create(probe)) { }
            File.Delete(probe);
            return new CheckStep("files.data", CheckStatus.Ok, settings.DataDirectory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckStep.Failed("files.data", null, AtomicFile.Unwritable(settings.DataDirectory, e));
        }
    }

    private static IEnumerable<CheckStep> Permissions(MailSettings settings)
    {
        // The file can name commands to run: who may write it, may run them.
        if (settings.HasFile && PrivateFile.IsWritableByOthers(settings.Paths.ConfigFile, out var mend))
        {
            yield return new CheckStep("files.config", CheckStatus.Warning, $"{settings.Paths.ConfigFile} can be changed by others", Code: DomainCodes.FileOpen, Remedy: $"Run: {mend}");
        }
        if (File.Exists(settings.Paths.VaultKeyFile)) yield return VaultKeyStep(settings.Paths.VaultKeyFile);
        foreach (var (account, reference) in SecretFiles(settings))
        {
            var path = UserPath.Resolve(reference.Name, settings.Paths.ConfigDirectory);
            if (!File.Exists(path)) continue; // the account's own check says so
            yield return PrivateFile.IsOpenToOthers(path, out var remedy)
                ? new CheckStep("files.secret", CheckStatus.Warning, $"{path} can be read by others", account, DomainCodes.FileOpen, $"Run: {remedy}")
                : new CheckStep("files.secret", CheckStatus.Ok, $"{path} is for its owner alone", account);
        }
    }

    private static CheckStep VaultKeyStep(string path)
    {
        try
        {
            VaultKey.Read(path);
            return new CheckStep("files.vault_key", CheckStatus.Ok, $"{path} is for its owner alone");
        }
        catch (ConfigurationException e)
        {
            return CheckStep.Failed("files.vault_key", null, e);
        }
    }

    private static IEnumerable<(AccountId Account, SecretReference Reference)> SecretFiles(MailSettings settings) =>
        settings.Accounts
            .SelectMany(a => new[] { a.ImapSecret, a.SmtpSecret }.OfType<SecretReference>().Distinct().Select(s => (a.Id, s)))
            .Where(x => x.s.Source == SecretSource.File);
}
