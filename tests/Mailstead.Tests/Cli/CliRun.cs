using System.Diagnostics;
using System.Text.Json;

namespace Mailstead.Tests.Cli;

/// <summary>Runs the program as a user does, in a process of its own, with a home that is empty.</summary>
internal sealed class CliRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private CliRun(int exitCode, string output, string error) => (ExitCode, Output, Error) = (exitCode, output, error);

    public int ExitCode { get; }
    public string Output { get; }
    public string Error { get; }

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    public JsonElement ErrorJson => JsonDocument.Parse(Error).RootElement.GetProperty("error");

    public static Task<CliRun> OfAsync(params string[] arguments) => WithAsync(input: "", home: null, arguments);

    public static async Task<CliRun> WithAsync(string input, string? home, params string[] arguments)
    {
        var scratch = home ?? Directory.CreateTempSubdirectory("mailstead-cli-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.ArgumentList.Add(typeof(Server.ProductVersion).Assembly.Location);
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MAILSTEAD_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
            start.Environment["MAILSTEAD_HOME"] = scratch;
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            using var deadline = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException e)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"mailstead {string.Join(' ', arguments)} did not end within {Patience.TotalSeconds} s.", e);
            }

            return new CliRun(process.ExitCode, await output, await error);
        }
        finally
        {
            if (home is null) Directory.Delete(scratch, recursive: true);
        }
    }
}
