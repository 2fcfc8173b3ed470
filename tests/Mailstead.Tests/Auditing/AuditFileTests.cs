using System.Runtime.Versioning;
using System.Text.Json;
using Mailstead.Auditing;
using Mailstead.Errors;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Auditing;

public sealed class AuditFileTests : IDisposable
{
    private const string Session = "0123456789abcdef0123456789abcdef";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mailstead-audit-");
    private readonly FakeTime _time = new();
    private string FilePath => Path.Combine(_directory.FullName, "state", "audit.jsonl");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_read_leaves_one_line_when_it_is_over()
    {
        var trail = Trail();
        var ticket = await trail.OpenAsync(Opening(change: false), default);
        File.Exists(FilePath).ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(42));
        (await trail.CloseAsync(ticket, AuditOutcome.Ok with { Facts = new Dictionary<string, string> { ["folder"] = "INBOX", ["hits"] = "3" } }, default)).ShouldBeTrue();

        var line = Lines().ShouldHaveSingleItem();
        line.GetProperty("phase").GetString().ShouldBe("end");
        line.GetProperty("operation").GetString().ShouldBe("search_messages");
        line.GetProperty("door").GetString().ShouldBe("mcp");
        line.GetProperty("account").GetString().ShouldBe("work");
        line.GetProperty("decision").GetString().ShouldBe("allow");
        line.GetProperty("code").GetString().ShouldBe("ok");
        line.GetProperty("ms").GetInt64().ShouldBe(42);
        line.GetProperty("facts").GetProperty("folder").GetString().ShouldBe("INBOX");
        line.GetProperty("at").GetDateTimeOffset().ShouldBe(_time.GetUtcNow());
    }

    [Fact]
    public async Task A_change_is_written_down_before_it_is_made_and_after()
    {
        var trail = Trail();
        var ticket = await trail.OpenAsync(Opening(change: true), default);
        Lines().ShouldHaveSingleItem().GetProperty("phase").GetString().ShouldBe("begin");
        await trail.CloseAsync(ticket, new AuditOutcome("gone", AuditOutcome.Ok.Facts), default);
        var lines = Lines();
        lines.Count.ShouldBe(2);
        lines[1].GetProperty("code").GetString().ShouldBe("gone");
        lines[1].GetProperty("id").GetString().ShouldBe(lines[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_session_can_be_followed_but_not_used_from_the_file()
    {
        await Once(Trail());
        var text = await File.ReadAllTextAsync(FilePath);
        text.ShouldContain("\"session\":\"01234567\"");
        text.ShouldNotContain(Session);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_the_file_even_if_it_lay_open_before()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix modes");
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, "");
        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        await Once(Trail());
        File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Line_breaks_and_quotes_in_facts_do_not_break_the_line()
    {
        await Once(Trail(), new Dictionary<string, string> { ["folder"] = "a\r\nb\u2028\"},{\u0000é" });
        Lines().ShouldHaveSingleItem().GetProperty("facts").GetProperty("folder").GetString().ShouldBe("a\r\nb\u2028\"},{\u0000é");
    }

    [Fact]
    public async Task Facts_are_bounded()
    {
        await Once(Trail(), Enumerable.Range(0, 1_000).ToDictionary(i => $"f{i}", _ => new string('x', 100_000)));
        new FileInfo(FilePath).Length.ShouldBeLessThan(50_000);
        Lines().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_change_is_refused_when_it_cannot_be_written_down_and_a_read_is_not()
    {
        Directory.CreateDirectory(FilePath); // a directory where the file should be
        var trail = Trail();
        var error = await Should.ThrowAsync<PolicyException>(async () => await trail.OpenAsync(Opening(change: true), default));
        error.Code.ShouldBe(DomainCodes.AuditUnavailable);
        error.Remedy.ShouldNotBeNullOrEmpty();
        var ticket = await trail.OpenAsync(Opening(change: false), default);
        (await trail.CloseAsync(ticket, AuditOutcome.Ok, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Changes_go_on_when_the_file_can_be_written_again()
    {
        Directory.CreateDirectory(FilePath);
        var trail = Trail();
        await Should.ThrowAsync<PolicyException>(async () => await trail.OpenAsync(Opening(change: true), default));
        Directory.Delete(FilePath);
        await trail.OpenAsync(Opening(change: true), default);
        Lines().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_refuses_the_change()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Linux has a device that is always full");
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.CreateSymbolicLink(FilePath, "/dev/full");
        await Should.ThrowAsync<PolicyException>(async () => await Trail().OpenAsync(Opening(change: true), default));
    }

    [Fact]
    public async Task Many_writers_of_one_file_leave_whole_lines_only()
    {
        var trails = Enumerable.Range(0, 8).Select(_ => Trail(maxBytes: 100_000)).ToList();
        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), async (i, _) =>
            await Once(trails[i % trails.Count], new Dictionary<string, string> { ["n"] = $"{i}", ["pad"] = new string('x', i % 500) }));
        var seen = AllFiles().SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("facts").GetProperty("n").GetString()).ToList();
        seen.Count.ShouldBe(2_000);
        seen.Distinct().Count().ShouldBe(2_000);
        AllFiles().Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Writers_that_all_rotate_with_every_line_refuse_none_and_lose_none()
    {
        var trails = Enumerable.Range(0, 8).Select(_ => Trail(maxBytes: 1, maxRotated: 10_000)).ToList();
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = trails.Count }, async (i, _) =>
            await Once(trails[i % trails.Count], new Dictionary<string, string> { ["n"] = $"{i}" }));
        AllFiles().SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("facts").GetProperty("n").GetString()).Distinct().Count().ShouldBe(400);
    }

    [Fact]
    public async Task Rotated_files_are_bounded_and_the_oldest_goes()
    {
        var trail = Trail(maxBytes: 100, maxRotated: 3);
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Once(trail, new Dictionary<string, string> { ["n"] = $"{i}" });
        }
        var kept = AllFiles().SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("facts").GetProperty("n").GetString()).Order();
        kept.ShouldBe(["7", "8", "9"]);
    }

    [Fact]
    public void Recipients_become_a_count_and_digests()
    {
        AuditDigest.OfRecipients(["a@example.org", "b@example.org"]).ShouldMatch("^2:[0-9a-f]{16},[0-9a-f]{16}$");
        AuditDigest.OfRecipients([]).ShouldBe("0:");
        AuditDigest.OfRecipients(Enumerable.Range(0, 1_000).Select(i => $"{i}@example.org").ToList()).Length.ShouldBeLessThan(1_000);
    }

    private AuditFile Trail(long maxBytes = 1 << 20, int maxRotated = 100) =>
        new(new AuditFileOptions(FilePath) { MaxFileBytes = maxBytes, MaxRotatedFiles = maxRotated }, _time);

    private static AuditOpening Opening(bool change) => new("search_messages", "mcp", new SessionId(Session), new AccountId("work"), change, "allow");

    private static async Task Once(AuditFile trail, Dictionary<string, string>? facts = null) =>
        (await trail.CloseAsync(await trail.OpenAsync(Opening(change: false), default), new AuditOutcome("ok", facts ?? []), default)).ShouldBeTrue();

    private List<string> AllFiles() => [.. Directory.GetFiles(Path.GetDirectoryName(FilePath)!)];
    private List<JsonElement> Lines() => [.. File.ReadAllLines(FilePath).Select(l => JsonDocument.Parse(l).RootElement)];
}
