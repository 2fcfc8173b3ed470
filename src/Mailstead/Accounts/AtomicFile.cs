using System.Security.Cryptography;
using Mailstead.Errors;

namespace Mailstead.Accounts;

/// <summary>Replaces a file whole or not at all: a new private file beside it, flushed to the disk, renamed over it.</summary>
internal static class AtomicFile
{
    /// <summary>Follows a symbolic link to the file it names, so that a linked configuration stays linked. A file that is replaced keeps its Unix mode.</summary>
    /// <exception cref="ConfigurationException">config_unwritable; the former content stands.</exception>
    public static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string? temporary = null;
        try
        {
            var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            var directory = Path.GetDirectoryName(target)!;
            PrivateFile.CreateDirectory(directory);
            var name = Path.Combine(directory, $".{Path.GetFileName(target)}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
            await using (var stream = PrivateFile.Create(name))
            {
                temporary = name;
                await stream.WriteAsync(content, cancellationToken);
                await stream.FlushAsync(cancellationToken);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(name, File.GetUnixFileMode(target));
            File.Move(name, target, overwrite: true);
            temporary = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
        finally
        {
            if (temporary is not null) File.Delete(temporary);
        }
    }

    public static ConfigurationException Unwritable(string path, Exception cause) => new(path,
        $"{path} cannot be written: {cause.Message} Nothing was changed.",
        "Free space, or make the directory writable, or name another place with MAILSTEAD_HOME.", DomainCodes.ConfigUnwritable);
}
