using System.Globalization;
using Mailstead.Operations;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>A message as a person reads it in a terminal.</summary>
internal static class MessagePicture
{
    public static void Draw(IAnsiConsole console, MessageView message)
    {
        Line(console, "From", message.FromAddr);
        Line(console, "To", string.Join(", ", message.ToAddrs));
        Line(console, "Cc", string.Join(", ", message.CcAddrs));
        Line(console, "Reply-To", message.ReplyTo);
        Line(console, "Date", DateTimeOffset.FromUnixTimeMilliseconds(message.ReceivedAt).ToLocalTime().ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        console.MarkupLineInterpolated($"[grey]{"Subject",10}[/]  [bold]{message.Subject}[/]");
        Line(console, "Id", message.Id);
        if (message.Warnings.Count > 0) console.MarkupLineInterpolated($"[yellow]{"Careful",10}[/]  {string.Join(", ", message.Warnings)}");
        console.WriteLine();
        console.WriteLine(message.Body);
        Notes(console, message);
        console.WriteLine();
        console.Write(new Rule().RuleStyle(new Style(Color.Grey)));
    }

    private static void Notes(IAnsiConsole console, MessageView message)
    {
        if (message.Folded > 0) console.MarkupLineInterpolated($"[grey]({message.Folded} lines of quotes and signature folded)[/]");
        if (message.HiddenRemoved > 0) console.MarkupLineInterpolated($"[yellow]({message.HiddenRemoved} hidden characters removed)[/]");
        if (message.Truncated) console.MarkupLine("[grey](cut here by the token budget)[/]");
        if (message.Attachments.Count > 0) console.WriteLine();
        foreach (var a in message.Attachments) console.MarkupLineInterpolated($"[grey]@ {a.Part,-6}[/] {a.Name} [grey]{a.Type}, {Size(a.Size)}[/]");
        foreach (var l in message.Links)
            console.MarkupLineInterpolated($"[grey][[{l.N}]][/] {l.Url}{(l.Mismatch ? "  <- the text showed another address" : "")}");
    }

    private static void Line(IAnsiConsole console, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) console.MarkupLineInterpolated($"[grey]{name,10}[/]  {value}");
    }

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };
}
