using System.Text.RegularExpressions;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Architecture;

/// <summary>Pages and comments stand on their own: links lead somewhere, and nothing points to what a reader cannot open.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] NotOurs = [".git", "artifacts", "node_modules", "bin", "obj", "corpus"];

    [Fact]
    public void Every_relative_link_of_a_page_leads_to_a_file()
    {
        var broken = new List<string>();
        foreach (var page in Tracked("*.md"))
        {
            var text = Fenced().Replace(File.ReadAllText(page), "");
            foreach (Match link in Link().Matches(text))
            {
                var target = link.Groups["target"].Value;
                if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;
                var parts = target.Split('#');
                var path = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0])));
                if (!Path.Exists(path)) broken.Add($"{SourceFileTests.Relative(page)}: {target}");
                else if (parts.Length > 1 && path.EndsWith(".md", StringComparison.Ordinal) && !Anchors(path).Contains(parts[1]))
                    broken.Add($"{SourceFileTests.Relative(page)}: {target} (no such heading)");
            }
        }

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void No_page_or_comment_refers_to_a_plan_or_a_place_outside_the_repository() =>
        Tracked("*.md").Concat(Tracked("*.cs")).Concat(Tracked("*.csproj")).Concat(Tracked("*.props"))
            .Where(f => Path.GetFileName(f) != nameof(DocumentationTests) + ".cs")
            .SelectMany(f => Outside().Matches(File.ReadAllText(f)).Select(m => $"{SourceFileTests.Relative(f)}: {m.Value}"))
            .ShouldBeEmpty();

    private static IEnumerable<string> Tracked(string pattern) =>
        Directory.EnumerateFiles(RepositoryRoot.Path, pattern, SearchOption.AllDirectories)
            .Where(f => !SourceFileTests.Relative(f).Split('/').Any(s => NotOurs.Contains(s, StringComparer.Ordinal)));

    private static HashSet<string> Anchors(string page) =>
        [.. Heading().Matches(Fenced().Replace(File.ReadAllText(page), "")).Select(m => Anchor(m.Groups["text"].Value))];

    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} +(?<text>.+)$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Fenced();

    // Requirement numbers, tracker numbers, working notes, paths of one machine.
    [GeneratedRegex(@"\bR[0-4]\b|\b[Ii]ssue #?\d+\b|\b(design|requirements|targets|stack|style|security|mcp|sessions)\.md\b|/work/|/tmp/wt/|(?<![\w/])/home/\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Outside();
}
