using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;

namespace Mailstead.Server.Composition;

/// <summary>Where the secrets of the configured accounts come from.</summary>
internal static class AccountSecrets
{
    public static ConfiguredCredentials Of(HostOptions options)
    {
        var input = options.Settings();
        var paths = ConfigPaths.Resolve(input);
        return new ConfiguredCredentials(new SecretReader(input, paths, new Vault(paths, TimeProvider.System), TimeProvider.System));
    }
}
