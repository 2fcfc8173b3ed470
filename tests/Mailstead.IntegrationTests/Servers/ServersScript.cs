using System.Diagnostics;
using Mailstead.Testing;

namespace Mailstead.IntegrationTests.Servers;

/// <summary>Runs <c>eng/servers</c>, which starts, kills and stops real mail servers.</summary>
internal static class ServersScript
{
    /// <summary>A first start may install packages.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
            throw new InvalidOperationException("eng/servers needs Linux; elsewhere point the MAILSTEAD_TEST_* variables to servers.");
        var start = new ProcessStartInfo("bash", [RepositoryRoot.Combine("eng", "servers"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"eng/servers {string.Join(' ', arguments)} failed: {output}{await errors}");
        return output.Trim();
    }
}
