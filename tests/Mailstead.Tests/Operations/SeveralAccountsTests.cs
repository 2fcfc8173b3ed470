using Mailstead.Errors;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class SeveralAccountsTests : IAsyncLifetime
{
    private MailHouse _first = null!;
    private MailHouse _second = null!;
    private MailHouse _both = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await MailHouse.OnSandboxAsync(change: a => a with { Id = new AccountId("first") });
        _second = await MailHouse.OnSandboxAsync(change: a => a with { Id = new AccountId("second") });
        _both = MailHouse.On([_first.Account, _second.Account], _first.Sandbox.Password);
        _first.Sandbox.Deliver(Letter.Plain("One"));
        _second.Sandbox.Deliver(Letter.Plain("Two"));
    }

    public async ValueTask DisposeAsync()
    {
        await _both.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task An_id_finds_its_account_by_itself()
    {
        var ids = await IdsAsync();
        (await _both.ReadAsync(ids)).Messages.Select(m => m.Subject).ShouldBe(["One", "Two"]);
    }

    [Fact]
    public async Task An_id_of_another_account_than_the_named_one_is_refused()
    {
        var ids = await IdsAsync();
        var result = await _both.Operations.ReadMessagesAsync(new(ids, Account: "second"), _both.Context, CancellationToken.None);
        result.Messages.Single().Subject.ShouldBe("Two");
        result.Errors.Single().Code.ShouldBe(ErrorCodes.InvalidArgument);
    }

    [Fact]
    public async Task One_call_organises_one_account_and_tells_which_ids_it_left()
    {
        var ids = await IdsAsync();
        var result = await _both.OrganizeAsync("trash", ids);
        result.Changed.ShouldBe(1);
        result.Errors.Single().Id.ShouldBe(ids[1]);
        (await _second.SearchAsync()).Total.ShouldBe(1);
    }

    [Fact]
    public async Task An_attachment_never_crosses_accounts()
    {
        _second.Sandbox.Deliver(Letter.WithAttachments("Files", ("a.bin", "application/octet-stream", [1])));
        var id = (await _both.Operations.SearchMessagesAsync(new("second", "subject:files"), _both.Context, CancellationToken.None)).Messages.Single().Id;
        await Should.ThrowAsync<CallerException>(() => _both.ComposeAsync(new("x", To: [_first.Account.Address], Attachments: [$"{id}/2"])));
        _first.Sandbox.Transactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_id_of_an_account_that_is_not_configured_is_gone()
    {
        var ids = await IdsAsync();
        (await _first.ReadAsync(ids[1])).Errors.Single().Code.ShouldBe(DomainCodes.Gone);
    }

    private async Task<string[]> IdsAsync()
    {
        var first = await _both.SearchAsync();
        var second = await _both.Operations.SearchMessagesAsync(new("second"), _both.Context, CancellationToken.None);
        return [first.Messages.Single().Id, second.Messages.Single().Id];
    }
}
