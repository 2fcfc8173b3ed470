using System.Text.RegularExpressions;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Architecture;

/// <summary>The size, the name and the place of source files.</summary>
public sealed partial class SourceFileTests
{
    private const int MostLines = 500;
    private const int MostMedianLines = 80;

    [Fact]
    public void No_file_has_more_than_500_lines() =>
        Files("src", "tests", "bench")
            .Where(f => !f.EndsWith(".Table.cs", StringComparison.Ordinal)) // data, not code
            .Select(f => (Name: Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > MostLines)
            .ShouldBeEmpty();

    [Fact]
    public void The_median_file_of_src_has_at_most_80_lines()
    {
        var lines = Files("src").Select(f => File.ReadLines(f).Count()).Order().ToList();
        lines[lines.Count / 2].ShouldBeLessThanOrEqualTo(MostMedianLines);
    }

    [Fact]
    public void A_file_of_src_holds_one_type_and_is_named_for_it() =>
        Files("src")
            .Where(f => Path.GetFileName(f) is var name && name != "Program.cs" && !name.EndsWith(".Contract.cs", StringComparison.Ordinal))
            .Select(f => (File: f, Types: TopLevelTypes(f)))
            .Where(f => f.Types.Count != 1 || f.Types[0] != Path.GetFileName(f.File).Split('.')[0])
            .Select(f => $"{Relative(f.File)}: {string.Join(", ", f.Types)}")
            .ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_project_and_folder() =>
        Files("src")
            .Select(f => (File: f, Declared: Namespace().Match(File.ReadAllText(f)).Groups["name"].Value))
            .Where(f => Path.GetFileName(f.File) != "Program.cs")
            .Where(f => f.Declared != string.Join('.', Relative(f.File).Split('/')[1..^1]))
            .Select(f => $"{Relative(f.File)}: {f.Declared}")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Mailstead.Mime")]
    [InlineData("Mailstead.Protocol")]
    [InlineData("Mailstead")]
    [InlineData("Mailstead.Sandbox")]
    [InlineData("Mailstead.Mcp")]
    [InlineData("Mailstead.Server")]
    public void A_type_is_named_for_the_thing_and_not_for_its_genre(string project)
    {
        using var assembly = new CompiledAssembly(project);
        assembly.TypeNames().Where(n => Genre().IsMatch(n)).ShouldBeEmpty();
    }

    [Fact]
    public void No_folder_is_an_attic() =>
        Directory.EnumerateDirectories(RepositoryRoot.Combine("src"), "*", SearchOption.AllDirectories)
            .Where(d => Path.GetFileName(d) is "Common" or "Infrastructure" or "Utils" or "Utilities" or "Helpers" or "Misc" or "Shared")
            .Select(Relative)
            .ShouldBeEmpty();

    internal static IEnumerable<string> Files(params ReadOnlySpan<string> folders)
    {
        var files = new List<string>();
        foreach (var folder in folders)
        {
            var path = RepositoryRoot.Combine(folder);
            if (Directory.Exists(path)) files.AddRange(Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories));
        }

        return files.Where(f => !Relative(f).Split('/').Any(s => s is "obj" or "bin"));
    }

    internal static string Relative(string path) => Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/');

    private static List<string> TopLevelTypes(string file) =>
        [.. TopLevelType().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    // Namespaces are file-scoped, so that a declaration without indentation is a top-level type.
    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe) )*(?:class|struct|interface|enum|record struct|record class|record|delegate [\w<>?, .\[\]]+?) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utilities|Common)(`\d+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Genre();
}
