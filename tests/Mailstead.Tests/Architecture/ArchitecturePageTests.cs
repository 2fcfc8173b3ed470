using System.Text.RegularExpressions;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Architecture;

/// <summary>The page that a newcomer reads names only what is there.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "ARCHITECTURE.md"));

    [Fact]
    public void Every_path_on_the_page_exists()
    {
        var paths = Quoted().Where(q => q.Contains('/', StringComparison.Ordinal) && !q.Contains(' ', StringComparison.Ordinal) && !q.StartsWith('.')).ToList();
        paths.Count.ShouldBeGreaterThan(20);
        paths.Where(p => !Path.Exists(Path.Combine(RepositoryRoot.Path, p))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_type_on_the_page_exists_and_has_the_member_that_is_named()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .GroupBy(f => Path.GetFileName(f).Split('.')[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => string.Concat(g.Select(File.ReadAllText)), StringComparer.Ordinal);
        var names = Quoted().Select(q => TypeName().Match(q)).Where(m => m.Success).ToList();
        names.Count.ShouldBeGreaterThan(40);
        names.Where(m => !sources.TryGetValue(m.Groups["type"].Value, out var source)
                || !source.Contains($" {m.Groups["type"].Value}", StringComparison.Ordinal)
                || !source.Contains(m.Groups["member"].Value, StringComparison.Ordinal))
            .Select(m => m.Value)
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> Quoted() => Code().Matches(Page).Select(m => m.Groups["text"].Value);

    [GeneratedRegex("`(?<text>[^`\n]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    // Words of protocols are all capitals, names of tools and options begin small.
    [GeneratedRegex("^(?<type>[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(\\.(?<member>[A-Z][A-Za-z0-9]+))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TypeName();
}
