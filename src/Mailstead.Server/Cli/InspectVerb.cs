using System.CommandLine;
using System.Globalization;
using Mailstead.Protocol.Errors;
using Spectre.Console;

namespace Mailstead.Server.Cli;

internal static class InspectVerb
{
    /// <summary>Larger than any mail that travels; a file above it was not meant.</summary>
    private const long MaxOctets = 256L << 20;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A message file (.eml), or - for standard input" };
        var command = new Command("inspect", "What the parser sees in a message: headers, text, links, attachments, parts, defects") { file };
        MailCommand.RunsAlone(command, async (line, screen, cancellationToken) =>
        {
            var raw = await ReadAsync(line.GetRequiredValue(file), cancellationToken);
            screen.Show(MessageInspector.Inspect(raw), CliJson.Default.MessageInspection, Draw);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = name == "-" ? Console.OpenStandardInput() : File.OpenRead(name);
            using var memory = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (memory.Length + read > MaxOctets) throw new CallerException($"The message is larger than {MaxOctets >> 20} MB.", ErrorCodes.LimitExceeded);
                await memory.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return memory.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CallerException($"{name} cannot be read: {e.Message}", remedy: "Name a file that exists and that you may read, or - for standard input.");
        }
    }

    private static void Draw(IAnsiConsole console, MessageInspection m)
    {
        Section(console, $"Headers ({m.Headers.Count})");
        foreach (var h in m.Headers) console.MarkupLineInterpolated($"[grey]{h.Name}:[/] {h.Value}");
        Section(console, "Addresses");
        Addresses(console, "From", m.From);
        Addresses(console, "To", m.To);
        Addresses(console, "Cc", m.Cc);
        Addresses(console, "Reply-To", m.ReplyTo);
        Section(console, "Text");
        console.WriteLine(m.Text);
        if (m.HiddenRemoved > 0) console.MarkupLineInterpolated($"[yellow]({m.HiddenRemoved} hidden characters removed)[/]");
        if (m.Links.Count > 0) Section(console, "Links");
        foreach (var l in m.Links)
            console.MarkupLineInterpolated($"[grey][[{l.N}]][/] {l.Url}{(l.Mismatch ? "  <- the text shows another address" : "")}{(l.MixedScript ? "  <- letters of mixed scripts" : "")}");
        if (m.Attachments.Count > 0) Section(console, "Attachments");
        foreach (var a in m.Attachments)
        {
            console.MarkupLineInterpolated($"{a.Part,-6} {a.Name} [grey]{a.Type}, {a.Size} bytes, SHA-256 {a.Sha256}[/]");
            if (a.RawName is { } said) console.MarkupLineInterpolated($"       [grey]the mail calls it {said}[/]");
        }

        Section(console, $"Parts ({m.Octets} bytes in all)");
        foreach (var p in m.Parts)
        {
            var indent = new string(' ', p.Depth * 2);
            var details = string.Join(", ", new[] { p.Encoding, p.Charset, p.Disposition, string.Create(CultureInfo.InvariantCulture, $"{p.Octets} bytes at {p.Offset}") }.Where(t => !string.IsNullOrEmpty(t)));
            console.MarkupLineInterpolated($"{indent}{(p.Section.Length > 0 ? p.Section + " " : "")}{p.Type} [grey]{details}[/]");
        }

        Problems(console, m);
    }

    private static void Problems(IAnsiConsole console, MessageInspection m)
    {
        if (m.Defects.Count + m.Warnings.Count == 0) return;
        Section(console, "Defects and doubts");
        foreach (var d in m.Defects) console.MarkupLineInterpolated($"[yellow]{d.Kind}[/] at byte {d.Offset}");
        foreach (var w in m.Warnings) console.MarkupLineInterpolated($"[yellow]{w}[/]");
    }

    private static void Addresses(IAnsiConsole console, string name, IReadOnlyList<string> addresses)
    {
        if (addresses.Count > 0) console.MarkupLineInterpolated($"[grey]{name,8}[/] {string.Join(", ", addresses)}");
    }

    private static void Section(IAnsiConsole console, string title)
    {
        console.WriteLine();
        console.Write(new Rule(Markup.Escape(title)).LeftJustified().RuleStyle(new Style(Color.Grey)));
    }
}
