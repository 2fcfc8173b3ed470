using System.Text.Json;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>What to paste into agent hosts.</summary>
internal static class AgentConfigs
{
    /// <summary>The launcher says how it was called; without it, the program itself.</summary>
    public static string Command => Environment.GetEnvironmentVariable("MAILSTEAD_COMMAND") is { Length: > 0 } launcher ? launcher : Environment.ProcessPath ?? "mailstead";

    public static void Draw(IAnsiConsole console)
    {
        console.MarkupLine("[bold]Claude Code[/]");
        console.WriteLine($"claude mcp add mailstead -- {Quoted(Command)} mcp --sandbox");
        console.WriteLine();
        console.MarkupLine("[bold]Claude Desktop[/] [grey](claude_desktop_config.json)[/] and [bold]Cursor[/] [grey](.cursor/mcp.json)[/]");
        console.WriteLine(Servers("mcpServers"));
        console.WriteLine();
        console.MarkupLine("[bold]VS Code[/] [grey](.vscode/mcp.json)[/]");
        console.WriteLine(Servers("servers"));
    }

    public static string Servers(string key)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(key);
            writer.WriteStartObject("mailstead");
            writer.WriteString("command", Command);
            writer.WriteStartArray("args");
            writer.WriteStringValue("mcp");
            writer.WriteStringValue("--sandbox");
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
