using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Safety;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Safety;

public sealed class DownloadJailTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mailstead-jail-");
    private string Root => Path.Combine(_directory.FullName, "downloads");
    private string Outside => Path.Combine(_directory.FullName, "outside.txt");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_file_lies_in_the_directory_and_only_its_owner_can_read_it()
    {
        var path = await new DownloadJail(Root).SaveAsync("report.pdf", new byte[] { 1, 2, 3 }, default);
        path.ShouldBe(Path.Combine(Root, "report.pdf"));
        (await File.ReadAllBytesAsync(path)).ShouldBe([1, 2, 3]);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Root).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("..\\outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../outside.txt")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("x\0y")]
    public async Task No_name_leads_out_of_the_directory(string name)
    {
        var path = await new DownloadJail(Root).SaveAsync(name, new byte[] { 1 }, default);
        Path.GetDirectoryName(path).ShouldBe(Root);
        File.Exists(Outside).ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number_and_nothing_is_overwritten()
    {
        var jail = new DownloadJail(Root);
        var paths = new List<string>();
        for (byte i = 1; i <= 3; i++) paths.Add(await jail.SaveAsync("a.txt", new[] { i }, default));
        paths.Select(Path.GetFileName).ShouldBe(["a.txt", "a (2).txt", "a (3).txt"]);
        (await File.ReadAllBytesAsync(paths[0])).ShouldBe([1]);
    }

    [Fact]
    public async Task Saving_one_name_many_times_at_once_makes_as_many_files()
    {
        var jail = new DownloadJail(Root);
        var paths = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => jail.SaveAsync("a.txt", new[] { (byte)i }, default)));
        paths.Distinct().Count().ShouldBe(40);
        Directory.GetFiles(Root).Length.ShouldBe(40);
    }

    [Fact]
    public async Task A_symbolic_link_is_never_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there");
        Directory.CreateDirectory(Root);
        File.CreateSymbolicLink(Path.Combine(Root, "a.txt"), Outside);
        var path = await new DownloadJail(Root).SaveAsync("a.txt", new byte[] { 1 }, default);
        Path.GetFileName(path).ShouldBe("a (2).txt");
        File.Exists(Outside).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_over_the_cap_is_refused_and_leaves_nothing()
    {
        var jail = new DownloadJail(Root, maxOctets: 10);
        await jail.SaveAsync("fits", new byte[10], default);
        (await Should.ThrowAsync<CallerException>(() => jail.SaveAsync("big", new byte[11], default))).Code.ShouldBe(ErrorCodes.LimitExceeded);
        Directory.GetFiles(Root).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_a_clear_error()
    {
        await File.WriteAllTextAsync(Root, "a file is in the way");
        (await Should.ThrowAsync<CallerException>(() => new DownloadJail(Root).SaveAsync("a", new byte[1], default))).Code.ShouldBe(DomainCodes.DownloadFailed);
    }

    [Fact]
    public async Task A_cancelled_save_leaves_no_file()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => new DownloadJail(Root).SaveAsync("a", new byte[1_000_000], new CancellationToken(true)));
        Directory.GetFiles(Root).ShouldBeEmpty();
    }
}
