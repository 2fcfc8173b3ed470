using System.CommandLine;
using System.Text;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class ComposeVerb
{
    /// <summary>Characters of a body read from standard input or a file.</summary>
    private const int MaxBody = 1 << 20;

    public static Command Create()
    {
        var to = Addresses("--to", "Recipients");
        var cc = Addresses("--cc", "Copies");
        var bcc = Addresses("--bcc", "Blind copies");
        var subject = new Option<string?>("--subject", "-s") { Description = "Subject", HelpName = "TEXT" };
        var body = new Option<string?>("--body", "-b") { Description = "Text of the message; - or nothing: standard input", HelpName = "TEXT" };
        var mode = new Option<string>("--mode") { Description = "new, reply, reply_all or forward", HelpName = "MODE", DefaultValueFactory = _ => "new" };
        mode.AcceptOnlyFromAmong("new", "reply", "reply_all", "forward");
        var original = new Option<string?>("--message-ids", "--in-reply-to") { Description = "The message to answer or forward", HelpName = "ID" };
        var markdown = new Option<bool>("--markdown") { Description = "The body is Markdown: sent as text and HTML" };
        var files = new Option<string[]>("--attach") { Description = "File to attach, or MESSAGE_ID/PART", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var draft = new Option<bool>("--draft") { Description = "Only save a draft" };
        var key = new Option<string?>("--idempotency-key") { Description = "Same key, same mail: never sent twice", HelpName = "KEY" };
        var command = new Command("compose", "Write a message; it leaves only if policy allows, else it waits as a draft")
            { to, cc, bcc, subject, body, mode, original, markdown, files, draft, key };
        MailCommand.Runs(command, async (line, call, screen, cancellationToken) =>
        {
            var attach = line.GetValue(files) ?? [];
            var local = attach.Where(File.Exists).ToArray();
            var request = new ComposeMessageRequest(
                await BodyAsync(line.GetValue(body), cancellationToken), line.GetValue(mode)!, line.GetValue(original),
                Split(line.GetValue(to)), Split(line.GetValue(cc)), Split(line.GetValue(bcc)), line.GetValue(subject),
                line.GetValue(markdown) ? "markdown" : "text", [.. attach.Except(local, StringComparer.Ordinal)], !line.GetValue(draft), call.Account, line.GetValue(key))
            {
                LocalFiles = [.. local.Select(Path.GetFullPath)],
            };
            var result = await call.Operations.ComposeMessageAsync(request, call.Context, cancellationToken);
            screen.Show(result, OperationsJson.Default.ComposeMessageResult, Draw);
            return result.Status is "sent" or "draft" ? ExitCode.Done : ExitCode.Policy;
        });
        return command;
    }

    public static void Draw(IAnsiConsole console, ComposeMessageResult result)
    {
        var color = result.Status switch { "sent" => "green", "held" => "yellow", "unknown" => "red", _ => "blue" };
        console.MarkupLine($"[{color}]{Markup.Escape(result.Status)}[/] {Markup.Escape(result.Subject)}");
        console.MarkupLineInterpolated($"[grey]To {string.Join(", ", result.Recipients)}[/]");
        console.MarkupLineInterpolated($"{result.Note}");
        if (result.DraftId is { } id) console.MarkupLineInterpolated($"[grey]Draft {id}[/]");
    }

    private static async Task<string> BodyAsync(string? given, CancellationToken cancellationToken)
    {
        if (given is not null and not "-") return given;
        if (!Console.IsInputRedirected) throw new CallerException("The message has no text.", remedy: "Give --body TEXT, or pipe the text in.");
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var buffer = new char[MaxBody + 1];
        var read = await reader.ReadBlockAsync(buffer, cancellationToken);
        if (read == 0) throw new CallerException("The message has no text.", remedy: "Give --body TEXT, or pipe the text in.");
        return read <= MaxBody ? new string(buffer, 0, read) : throw new CallerException($"The text is longer than {MaxBody} characters.", remedy: "Attach it as a file.");
    }

    private static Option<string[]> Addresses(string name, string description) =>
        new(name) { Description = description, HelpName = "ADDRESS", AllowMultipleArgumentsPerToken = true };

    /// <summary>Each option value is one address: a comma may stand inside a quoted name.</summary>
    private static string[]? Split(string[]? values) => values is { Length: > 0 } ? values : null;
}
