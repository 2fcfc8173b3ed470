using System.Security.Cryptography;
using System.Text;
using Mailstead.Errors;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class GetAttachmentTests : IAsyncLifetime
{
    private static readonly byte[] Picture = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31))];
    private MailHouse _house = null!;
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        _house = await MailHouse.OnSandboxAsync();
        _house.Sandbox.Deliver(Letter.WithAttachments("Files", ("notes.txt", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes("Grüße\u202Eaus")), ("p.png", "image/png", Picture), ("same.bin", "application/octet-stream", [1]), ("same.bin", "application/octet-stream", [2])));
        _id = await _house.IdAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Text_is_told_as_text_without_what_cannot_be_seen()
    {
        var result = await GetAsync(new(_id, "2"));
        (result.Name, result.Type, result.Text, result.Truncated, result.Path).ShouldBe(("notes.txt", "text/plain", "Grüßeaus", false, null));
    }

    [Fact]
    public async Task Other_types_are_saved_byte_for_byte()
    {
        var result = await GetAsync(new(_id, "p.png", Save: true));
        result.Text.ShouldBeNull();
        result.Size.ShouldBe(Picture.Length);
        result.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Picture)));
        Path.GetFullPath(result.Path!).ShouldStartWith(Path.GetFullPath(_house.DownloadFolder));
        (await File.ReadAllBytesAsync(result.Path!)).ShouldBe(Picture);
    }

    [Fact]
    public async Task Bytes_are_handed_to_doors_that_ask_for_them() =>
        (await GetAsync(new(_id, "3", WithContent: true))).Content!.Value.ToArray().ShouldBe(Picture);

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\Windows\\x")]
    [InlineData("..")]
    public async Task A_file_is_never_saved_outside_the_folder(string saveAs)
    {
        try
        {
            var path = (await GetAsync(new(_id, "2", Save: true, SaveAs: saveAs))).Path!;
            Path.GetDirectoryName(Path.GetFullPath(path)).ShouldBe(Path.GetFullPath(_house.DownloadFolder));
        }
        catch (CallerException e)
        {
            e.Code.ShouldBe(ErrorCodes.InvalidArgument);
        }
    }

    [Fact]
    public async Task A_name_that_two_attachments_have_is_refused_with_their_parts()
    {
        var error = await Should.ThrowAsync<CallerException>(() => GetAsync(new(_id, "same.bin")));
        error.Code.ShouldBe(DomainCodes.NotFound);
        error.Message.ShouldContain("4 (same.bin)");
        (await GetAsync(new(_id, "5", WithContent: true))).Content!.Value.ToArray().ShouldBe([2]);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("1.2.3")]
    [InlineData("nothing.pdf")]
    [InlineData("TEXT")]
    [InlineData("1) UID STORE 1 +FLAGS (\\Deleted")]
    public async Task A_part_that_is_not_there_is_answered_with_those_that_are(string part)
    {
        var error = await Should.ThrowAsync<CallerException>(() => GetAsync(new(_id, part)));
        error.Code.ShouldBe(DomainCodes.NotFound);
        error.Message.ShouldContain("notes.txt");
    }

    [Fact]
    public async Task Long_text_is_cut_to_the_budget_and_says_so()
    {
        _house.Sandbox.Deliver(Letter.WithAttachments("Book", ("book.txt", "text/plain", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("word ", 5_000))))));
        var result = await GetAsync(new(await _house.IdAsync("subject:book"), "book.txt", MaxTokens: 200));
        result.Truncated.ShouldBeTrue();
        result.Text!.Length.ShouldBeLessThanOrEqualTo(800);
    }

    [Fact]
    public async Task A_message_that_left_is_gone()
    {
        await _house.OrganizeAsync("trash", [_id]);
        await Should.ThrowAsync<GoneException>(() => GetAsync(new(_id, "2")));
    }

    private Task<GetAttachmentResult> GetAsync(GetAttachmentRequest request) => _house.Operations.GetAttachmentAsync(request, _house.Context, CancellationToken.None);
}
