using Mailstead.Errors;

namespace Mailstead.Accounts;

/// <summary>One writer at a time, over all processes: an open file beside the one that is changed. Ends with its process.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits up to 10 s for the other writer.</summary>
    /// <exception cref="ConfigurationException">config_unwritable.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                PrivateFile.CreateDirectory(Path.GetDirectoryName(path)!);
                var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
                if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                return new FileStream(path + ".lock", options);
            }
            catch (IOException e) when (IsHeldByAnother(e) && time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw IsHeldByAnother(e)
                    ? new ConfigurationException(path, $"{path} is being changed by another process.", "Try again when it is done.", DomainCodes.ConfigUnwritable)
                    : AtomicFile.Unwritable(path, e);
            }
        }
    }

    // Windows: ERROR_SHARING_VIOLATION; Unix: EWOULDBLOCK of Linux (11) and of macOS (35).
    private static bool IsHeldByAnother(Exception e) => e.HResult is unchecked((int)0x80070020) or 11 or 35;
}
