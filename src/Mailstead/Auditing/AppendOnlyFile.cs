using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mailstead.Auditing;

/// <summary>Appends whole records to a file that several processes share. Opened for each record, so that a rotation by another process is followed.</summary>
/// <remarks>Unix: one write(2) on a descriptor opened with O_APPEND, which the kernel makes atomic on local file systems (.NET's own Append seeks, then writes at an offset). Elsewhere: the file is held exclusively for the write.</remarks>
internal sealed partial class AppendOnlyFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    /// <summary>errno values that Linux and macOS share.</summary>
    private const int NotFound = 2;
    private const int Interrupted = 4;

    /// <summary>A rotation needs megabytes of records, so that even one lost race is rare; so many in a row mean that something else takes the file away.</summary>
    private const int MaxOpenAttempts = 100;
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
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        using var file = OpenForAppend();
        if (!_modeChecked && File.GetUnixFileMode(file) != OwnerOnly) File.SetUnixFileMode(file, OwnerOnly);
        _modeChecked = true;
        nint written;
        do written = Write(file, record, record.Length);
        while (written < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        if (written != record.Length)
        {
            _torn |= written > 0;
            throw new IOException("The file cannot be written.");
        }
        length = RandomAccess.GetLength(file);
    }

    /// <summary>Another process may move the file away between its creation and the opening: then there is one to create again. (One open(2) with O_CREAT would do, but it takes its mode as a variable argument, which cannot be passed on every platform.)</summary>
    private SafeFileHandle OpenForAppend()
    {
        for (var attempt = 1; ; attempt++)
        {
            var file = new SafeFileHandle(Open(path, OperatingSystem.IsMacOS() ? 0x0100_0009 : 0x8_0401), ownsHandle: true); // O_WRONLY | O_APPEND | O_CLOEXEC
            var error = Marshal.GetLastPInvokeError();
            if (!file.IsInvalid) return file;
            file.Dispose();
            if (error is not (NotFound or Interrupted) || attempt == MaxOpenAttempts) throw new IOException("The file cannot be opened.");
            if (error == NotFound) Create();
        }
    }

    private void Create()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!, OwnerOnly | UnixFileMode.UserExecute);
        new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, UnixCreateMode = OwnerOnly }).Dispose();
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(SafeFileHandle file, byte[] record, nint length);
}
