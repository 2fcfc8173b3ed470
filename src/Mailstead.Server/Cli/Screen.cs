using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>Where results and errors go: tables or JSON on standard output, errors and progress on standard error.</summary>
/// <param name="toError">Tables go to standard error, for what is not the result.</param>
internal sealed class Screen(bool json, bool toError = false)
{
    // A pipe has no width: rows must not be cut to a terminal that is not there.
    private const int PipeWidth = 200;

    public bool Json => json;
    public IAnsiConsole Out { get; } = toError ? Create(Console.Error, Console.IsErrorRedirected) : Create(Console.Out, Console.IsOutputRedirected);
    public IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>One result: as indented JSON, or as the command draws it.</summary>
    public void Show<T>(T result, JsonTypeInfo<T> type, Action<IAnsiConsole, T> draw)
    {
        if (json) Console.Out.WriteLine(JsonText.Of(JsonSerializer.SerializeToElement(result, type)));
        else draw(Out, result);
    }

    public void ShowError(MailException error)
    {
        if (json)
        {
            Console.Error.WriteLine(Encoding.UTF8.GetString(ErrorJson.Of(error)));
            return;
        }

        Error.MarkupLineInterpolated($"[red]{error.Code}[/] {error.Message}");
        if (error.ServerText is { Length: > 0 } said) Error.MarkupLineInterpolated($"[grey]The server said:[/] {said}");
        if (error.Remedy is { } remedy) Error.MarkupLineInterpolated($"[grey]{remedy}[/]");
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            ColorSystem = redirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected) console.Profile.Width = PipeWidth;
        return console;
    }
}
