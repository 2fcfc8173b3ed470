using System.Xml.Linq;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Architecture;

/// <summary>Mime ← Protocol ← Mailstead ← Mcp ← Server, and Protocol ← Sandbox ← Server.</summary>
public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Mailstead.Mime"] = [],
        ["Mailstead.Protocol"] = ["Mailstead.Mime"],
        ["Mailstead"] = ["Mailstead.Mime", "Mailstead.Protocol"],
        ["Mailstead.Sandbox"] = ["Mailstead.Mime", "Mailstead.Protocol"],
        ["Mailstead.Mcp"] = ["Mailstead.Mime", "Mailstead.Protocol", "Mailstead"],
        ["Mailstead.Server"] = ["Mailstead.Mime", "Mailstead.Protocol", "Mailstead", "Mailstead.Mcp", "Mailstead.Sandbox"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Fact]
    public void Every_project_of_src_has_its_line_in_the_table() =>
        Directory.EnumerateDirectories(RepositoryRoot.Combine("src")).Select(d => Path.GetFileName(d)!)
            .ShouldBe(Allowed.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_compiled_project_refers_only_to_projects_below_it(string project)
    {
        using var assembly = new CompiledAssembly(project);
        assembly.ReferencedAssemblies()
            .Where(r => r.StartsWith("Mailstead", StringComparison.Ordinal))
            .Except(Allowed[project]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_refers_only_to_projects_below_it(string project) =>
        XDocument.Load(RepositoryRoot.Combine("src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .Except(Allowed[project]).ShouldBeEmpty();

    [Theory]
    [InlineData("Mailstead.Mime")]
    [InlineData("Mailstead.Protocol")]
    [InlineData("Mailstead.Sandbox")]
    public void The_mail_core_needs_nothing_but_the_base_class_library(string project)
    {
        using var assembly = new CompiledAssembly(project);
        assembly.ReferencedAssemblies()
            .Where(r => !r.StartsWith("System.", StringComparison.Ordinal) && !r.StartsWith("Mailstead.", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ModelContextProtocol")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Npgsql")]
    [InlineData("Spectre.Console")]
    [InlineData("System.CommandLine")]
    public void The_domain_knows_no_door_and_no_database(string outside)
    {
        using var assembly = new CompiledAssembly("Mailstead");
        assembly.ReferencedAssemblies().ShouldNotContain(r => r.StartsWith(outside, StringComparison.Ordinal));
    }
}
