using Mailstead.Fuzz;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Fuzz;

/// <summary>What fuzzing has found stays found, and a short part of it runs with every test.</summary>
public sealed class FuzzCorpusTests
{
    private const ulong Seed = 20260115;
    private const int Inputs = 300;

    public static TheoryData<string> Targets => [.. FuzzCatalog.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_was_found_once_is_not_found_again(string name)
    {
        var target = FuzzCatalog.Find(name);
        FoundInputs.Files(name)
            .Select(f => (File: f, Finding: Oracle.Judge(target, File.ReadAllBytes(f))))
            .Where(f => f.Finding is not null)
            .Select(f => $"{Path.GetFileName(f.File)}: {f.Finding!.What}")
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Seeds_and_a_fixed_run_of_mutants_break_nothing(string name)
    {
        var target = FuzzCatalog.Find(name);
        target.Seeds.Select(s => Oracle.Judge(target, s)).Where(f => f is not null).Select(f => f!.What).ShouldBeEmpty();
        var session = new FuzzSession(target, Seed);
        session.Run(() => session.Count < Inputs).Select(f => f.What).ShouldBeEmpty();
        session.Count.ShouldBe(Inputs);
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        var target = FuzzCatalog.Find("mime");
        Mutants(1).ShouldBe(Mutants(1));
        Mutants(1).ShouldNotBe(Mutants(2));
        List<string> Mutants(ulong seed)
        {
            var mutator = new Mutator(target, new Dice(seed));
            return [.. Enumerable.Range(0, 50).Select(_ => Convert.ToHexString(mutator.Next()))];
        }
    }

    [Fact]
    public void Every_folder_of_found_inputs_belongs_to_a_target() =>
        (Directory.Exists(FoundInputs.Folder("")) ? Directory.EnumerateDirectories(FoundInputs.Folder("")).Select(d => Path.GetFileName(d)!) : [])
            .Except(FuzzCatalog.All.Select(t => t.Name), StringComparer.Ordinal).ShouldBeEmpty();

    [Theory]
    [InlineData("throw")]
    [InlineData("allocate")]
    public void The_oracle_tells_a_fault(string fault) => Oracle.Judge(new FaultyTarget(), System.Text.Encoding.ASCII.GetBytes(fault)).ShouldNotBeNull();

    [Fact]
    public void The_oracle_takes_a_typed_refusal_for_an_answer() => Oracle.Judge(new FaultyTarget(), "refuse"u8.ToArray()).ShouldBeNull();
}
