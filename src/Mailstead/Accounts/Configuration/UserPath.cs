namespace Mailstead.Accounts.Configuration;

/// <summary>Paths as people write them: "~/" is their home, a relative one starts at the configuration's directory.</summary>
internal static class UserPath
{
    public static string Resolve(string path, string configDirectory)
    {
        if (path.StartsWith("~/", StringComparison.Ordinal)) path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]);
        return Path.GetFullPath(path, configDirectory);
    }
}
