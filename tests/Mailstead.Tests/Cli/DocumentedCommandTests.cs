using System.CommandLine;
using System.CommandLine.Parsing;
using Mailstead.Server.Cli;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Cli;

/// <summary>Commands in the pages are commands of the program: each is parsed by the program's own parser.</summary>
public sealed class DocumentedCommandTests
{
    private const string Fence = "```";

    [Fact]
    public void Every_command_in_a_console_block_of_a_page_is_understood()
    {
        var commands = Pages().SelectMany(CommandsOf).ToList();
        commands.Count.ShouldBeGreaterThan(40);
        commands.SelectMany(Problems).ShouldBeEmpty();
    }

    [Fact]
    public void Every_verb_has_an_example_and_every_exit_code_a_line()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "guide", "cli.md"));
        CliRoot.Create().Subcommands.Select(c => c.Name).Where(n => !page.Contains($"## {n}\n", StringComparison.Ordinal)).ShouldBeEmpty();
        typeof(ExitCode).GetFields().Where(f => f.IsLiteral).Select(f => $"| {f.GetRawConstantValue()} |").Where(row => !page.Contains(row, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_command_that_does_not_exist_is_noticed()
    {
        Problems("mailstead serch x").ShouldNotBeEmpty();
        Problems("mailstead read --no-such-option ID").ShouldNotBeEmpty();
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(RepositoryRoot.Path, "README.md"));

    private static IEnumerable<string> CommandsOf(string page)
    {
        var inBlock = false;
        foreach (var line in File.ReadLines(page))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal)) inBlock = string.Equals(line, Fence + "console", StringComparison.Ordinal);
            else if (inBlock && (line.StartsWith("mailstead ", StringComparison.Ordinal) || line.StartsWith("./mailstead ", StringComparison.Ordinal))) yield return line;
        }
    }

    private static IEnumerable<string> Problems(string command)
    {
        var arguments = Words(command).Skip(1).ToArray();
        var line = CliRoot.Parse(arguments);
        foreach (var error in line.Errors) yield return $"{command}: {error.Message}";
        // A verb that takes any number of words would take a misspelled option for one of them.
        var known = line.CommandResult.Command.Options.Concat(line.RootCommandResult.Command.Options).SelectMany(o => o.Aliases.Prepend(o.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var option in arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal) && !known.Contains(a))) yield return $"{command}: there is no option {option}";
    }

    /// <summary>As a POSIX shell would split the line; single quotes keep double ones.</summary>
    private static IEnumerable<string> Words(string command) =>
        command.Split('\'').SelectMany((piece, i) => i % 2 == 1 ? [piece] : CommandLineParser.SplitCommandLine(piece));
}
