using Shouldly;
using Xunit;

namespace Mailstead.ConformanceTests.Toolbox;

/// <summary>The outside programs start here: when these fail, no other failure here means anything.</summary>
public sealed class ToolboxTests
{
    [Fact]
    public async Task Node_is_as_new_as_the_Inspector_asks()
    {
        var run = await NodeTools.RunAsync(["--version"], TestContext.Current.CancellationToken);
        Version.Parse(run.Output.Trim().TrimStart('v')).ShouldBeGreaterThanOrEqualTo(new Version(22, 19, 0));
    }

    [Fact]
    public async Task The_Inspector_starts()
    {
        var run = await NodeTools.RunAsync([NodeTools.Inspector, "--cli", "--help"], TestContext.Current.CancellationToken);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("--method");
    }

    [Fact]
    public async Task The_client_of_the_npm_SDK_loads()
    {
        const string script = "const { Client } = await import('@modelcontextprotocol/sdk/client/index.js'); console.log(typeof Client);";
        var run = await NodeTools.RunAsync(["--input-type=module", "--eval", script], TestContext.Current.CancellationToken);
        run.Output.Trim().ShouldBe("function", run.Errors);
    }
}
