using Mailstead.Errors;
using Mailstead.Protocol.Errors;

namespace Mailstead.Safety;

/// <summary>The one directory that attachments are saved in. Each file is new, mode 0600, and lies directly in it; nothing is ever overwritten or followed out of it.</summary>
/// <param name="directory">Made when missing, with mode 0700.</param>
/// <param name="maxOctets">Of one file.</param>
public sealed class DownloadJail(string directory, long maxOctets = DownloadJail.DefaultMaxOctets)
{
    /// <summary>25 MB: what the large providers let through as one message.</summary>
    public const long DefaultMaxOctets = 25 << 20;

    /// <summary>Names that are tried before a directory full of one name is given up.</summary>
    private const int MaxAttempts = 1_000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="name">Made safe here, whoever made it.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="CallerException">limit_exceeded, or download_failed: nothing was left behind.</exception>
    public async Task<string> SaveAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (content.Length > maxOctets)
            throw new CallerException($"The attachment has {content.Length:N0} octets; at most {maxOctets:N0} are saved.", ErrorCodes.LimitExceeded, "Open it in a mail program.");
        try
        {
            var root = Root();
            await using var file = Create(root, SafeFileName.Of(name, ""));
            try
            {
                await file.WriteAsync(content, cancellationToken);
                await file.FlushAsync(cancellationToken);
                return file.Name;
            }
            catch
            {
                File.Delete(file.Name);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CallerException("The attachment could not be saved: the download folder cannot be written.", DomainCodes.DownloadFailed, "Free space or fix the permissions of the download folder.");
        }
    }

    private string Root()
    {
        var full = Path.GetFullPath(directory);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(full);
        else Directory.CreateDirectory(full, OwnerOnly | UnixFileMode.UserExecute);
        return full;
    }

    /// <summary>CreateNew is O_CREAT|O_EXCL: it takes neither an existing file nor a symbolic link, dangling or not.</summary>
    private static FileStream Create(string root, string safe)
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = Path.Combine(root, attempt == 1 ? safe : SafeFileName.Numbered(safe, attempt));
            if (!string.Equals(Path.GetDirectoryName(path), root.TrimEnd(Path.DirectorySeparatorChar), StringComparison.Ordinal))
                throw new IOException("The name left its directory.");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (attempt < MaxAttempts && IsTaken(path))
            {
                // the next number
            }
        }
    }

    private static bool IsTaken(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
