using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Mailstead.Errors;

namespace Mailstead.Accounts.Credentials;

/// <summary>Asks a program (pass, gopass, secret-tool, op, security ...) for a secret: the first line that it prints. Run without a shell, input closed, what it says on stderr is dropped since it may hold secrets.</summary>
internal static class CommandSecret
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private const int MaxOutput = 64 * 1024;

    public static async Task<string> ReadAsync(SecretReference reference, TimeProvider time, CancellationToken cancellationToken)
    {
        var words = CommandLine.Split(reference.Name);
        if (words is null or []) throw Failed(reference, "the line has an open quote, or ends in a backslash", "Close the quote.");
        using var limit = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var process = Start(reference, words);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, both.Token);
            var output = await ReadOutputAsync(reference, process.StandardOutput.BaseStream, both.Token);
            await errors;
            await process.WaitForExitAsync(both.Token);
            if (process.ExitCode != 0) throw Failed(reference, $"it ended with exit code {process.ExitCode}", "Run the command by hand, and see what it says.");
            return FirstLine(output);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failed(reference, $"it did not end within {Deadline.TotalSeconds} s", "A program that asks a question cannot be used here: unlock it first.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(SecretReference reference, IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw Failed(reference, "it did not start", "Check the program's name.");
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw Failed(reference, "it cannot be started", "Check that the program exists and may be run; give its whole path.");
        }
    }

    private static async Task<byte[]> ReadOutputAsync(SecretReference reference, Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxOutput + 1];
        var length = 0;
        while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is var n and > 0) length += n;
        return length <= MaxOutput ? buffer[..length] : throw Failed(reference, $"it printed more than {MaxOutput} bytes", "It must print the secret alone.");
    }

    private static string FirstLine(byte[] output)
    {
        var end = output.AsSpan().IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(end < 0 ? output : output.AsSpan(0, end)).TrimEnd('\r');
    }

    private static ConfigurationException Failed(SecretReference reference, string why, string remedy) =>
        new(reference.ToString(), $"The command for {reference} gave no secret: {why}.", remedy, DomainCodes.SecretUnavailable);
}
