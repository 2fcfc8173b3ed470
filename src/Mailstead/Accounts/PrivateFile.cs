using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Mailstead.Accounts;

/// <summary>Files that only their owner may read. All that differs between systems is here: modes on Unix, access lists on Windows.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates the file, which must not exist, closed to others from its first byte.</summary>
    public static FileStream Create(string path)
    {
        if (OperatingSystem.IsWindows()) return CreateOnWindows(path);
        return new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = OwnerOnly });
    }

    /// <summary>Creates the directory and its parents where missing, closed to others.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>True when somebody else than the owner may read or write it; the remedy is a command line.</summary>
    public static bool IsOpenToOthers(string path, out string remedy)
    {
        if (OperatingSystem.IsWindows())
        {
            remedy = $"icacls \"{path}\" /inheritance:r /grant:r \"%USERNAME%:F\"";
            return IsOpenOnWindows(path);
        }
        remedy = $"chmod 600 '{path}'";
        return (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
    }

    /// <summary>True when somebody else may change it. Not asked on Windows, where the profile's access list decides.</summary>
    public static bool IsWritableByOthers(string path, out string remedy)
    {
        remedy = $"chmod go-w '{path}'";
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None;
    }

    [SupportedOSPlatform("windows")]
    private static FileStream CreateOnWindows(string path)
    {
        using var me = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(me.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write | FileSystemRights.ReadPermissions, FileShare.None, 4096, FileOptions.None, security);
    }

    [SupportedOSPlatform("windows")]
    private static bool IsOpenOnWindows(string path)
    {
        SecurityIdentifier[] many =
        [
            new(WellKnownSidType.WorldSid, domainSid: null),
            new(WellKnownSidType.AuthenticatedUserSid, domainSid: null),
            new(WellKnownSidType.BuiltinUsersSid, domainSid: null),
            new(WellKnownSidType.AnonymousSid, domainSid: null),
        ];
        return new FileInfo(path).GetAccessControl()
            .GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .OfType<FileSystemAccessRule>()
            .Any(rule => rule.AccessControlType == AccessControlType.Allow && many.Contains(rule.IdentityReference));
    }
}
