using System.CommandLine;
using Mailstead.Operations;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class AttachmentVerb
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Message id" };
        var part = new Argument<string>("part") { Description = "Part or name, as 'mailstead read' shows" };
        var text = new Option<bool>("--text") { Description = "Show the text instead of saving the file" };
        var name = new Option<string?>("--save-as") { Description = "File name inside the download folder", HelpName = "NAME" };
        var command = new Command("attachment", "Save an attachment into the download folder, or show its text") { id, part, text, name };
        MailCommand.Runs(command, async (line, call, screen, cancellationToken) =>
        {
            var request = new GetAttachmentRequest(
                line.GetRequiredValue(id), line.GetRequiredValue(part), Save: !line.GetValue(text), line.GetValue(name), MaxTokens: 50_000, call.Account);
            var result = await call.Operations.GetAttachmentAsync(request, call.Context, cancellationToken);
            screen.Show(result, OperationsJson.Default.GetAttachmentResult, Draw);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, GetAttachmentResult result)
    {
        if (result.Text is { } text && result.Path is null)
        {
            console.WriteLine(text);
            if (result.Truncated) console.MarkupLine("[grey](cut here)[/]");
            return;
        }

        console.MarkupLineInterpolated($"{result.Path ?? result.Name} [grey]{result.Type}, {MessagePicture.Size(result.Size)}, SHA-256 {result.Sha256}[/]");
    }
}
