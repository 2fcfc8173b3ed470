using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mailstead.Auditing;

/// <summary>Appends whole records to a file that several processes share. Opened for each record, so that a rotation by another process is followed.</summary>
/// <remarks>Unix: one write(2) on a descriptor opened with O_APPEND, which the kernel makes atomic on local file systems (.NET's own Append seeks, then writes at an offset). Elsewhere: the file is held exclusively for the write.</remarks>
internal sealed partial class AppendOnlyFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lock _lock = new();
    private bool _modeChecked;
    private bool _torn;

    /// <param name="length">Of the file after the record.</param>
    /// <exception cref="IOException">Nothing, or (disk full) a part of the record was written; the next record begins on a line of its own.</exception>
    public void Append(byte[] record, out long length)
    {
        lock (_lock)
        {
            byte[] whole = _torn ? [(byte)'\n', .. record] : record;
            if (OperatingSystem.IsWindows()) AppendExclusively(whole, out length);
            else AppendAtomically(whole, out length);
            _torn = false;
        }
    }

    private void AppendExclusively(byte[] record, out long length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(record);
        length = file.Length;
    }

    private void AppendAtomically(byte[] record, out long length)
    {
        EnsureExists();
        using var handle = new SafeFileHandle(Open(path, OperatingSystem.IsMacOS() ? 0x0100_0009 : 0x8_0401), ownsHandle: true); // O_WRONLY | O_APPEND | O_CLOEXEC
        if (handle.IsInvalid) throw new IOException("The file cannot be opened.");
        nint written;
        do written = Write(handle, record, record.Length);
        while (written < 0 && Marshal.GetLastPInvokeError() == 4); // EINTR
        if (written != record.Length)
        {
            _torn |= written > 0;
            throw new IOException("The file cannot be written.");
        }
        length = RandomAccess.GetLength(handle);
    }

    private void EnsureExists()
    {
        if (OperatingSystem.IsWindows()) return;
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!, OwnerOnly | UnixFileMode.UserExecute);
            new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, UnixCreateMode = OwnerOnly }).Dispose();
        }
        if (_modeChecked) return;
        if (File.GetUnixFileMode(path) != OwnerOnly) File.SetUnixFileMode(path, OwnerOnly);
        _modeChecked = true;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(SafeFileHandle file, byte[] record, nint length);
}
