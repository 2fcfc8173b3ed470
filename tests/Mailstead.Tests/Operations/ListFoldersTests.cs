using Mailstead.Errors;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Sandbox;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class ListFoldersTests
{
    private static readonly string[] Basic = ["IMAP4rev1", "AUTH=PLAIN", "SASL-IR", "LITERAL+"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Types_and_counts_are_the_same_with_and_without_extensions(bool withExtensions)
    {
        await using var house = await MailHouse.OnSandboxAsync(new SandboxOptions { WithSampleMail = false, Capabilities = withExtensions ? null : Basic });
        house.Sandbox.Deliver(Letter.Plain("One"));
        house.Sandbox.Deliver(Letter.Plain("Two"), "INBOX", "\\Seen");
        var result = await house.Operations.ListFoldersAsync(new(), house.Context, CancellationToken.None);
        var inbox = result.Folders[0];
        (inbox.Name, inbox.FolderType, inbox.TotalCount, inbox.UnreadCount, inbox.IsSelectable).ShouldBe(("INBOX", "inbox", 2u, 1u, true));
        inbox.UidValidity.ShouldBeGreaterThan(0u);
        result.Total.ShouldBe(result.Folders.Count);
        result.Folders.Select(f => f.FolderType).ShouldContain("sent");
        result.Folders.Select(f => f.FolderType).ShouldContain("drafts");
        result.Folders.Select(f => f.FolderType).ShouldContain("trash");
        house.Sandbox.Defects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_counts_they_are_zero()
    {
        await using var house = await MailHouse.OnSandboxAsync();
        house.Sandbox.Deliver(Letter.Plain("One"));
        var result = await house.Operations.ListFoldersAsync(new(WithCounts: false), house.Context, CancellationToken.None);
        result.Folders.ShouldAllBe(f => f.TotalCount == 0);
    }

    [Fact]
    public async Task Accounts_are_listed_without_asking_a_server()
    {
        await using var house = await MailHouse.OnSandboxAsync();
        var account = (await house.Operations.ListAccountsAsync(new(), house.Context, CancellationToken.None)).Accounts.Single();
        (account.Account, account.Address, account.Default, account.CanSend, account.Healthy).ShouldBe(("sandbox", "alex@sandbox.example", true, true, true));
    }

    [Fact]
    public async Task A_wrong_account_is_an_error()
    {
        await using var house = await MailHouse.OnSandboxAsync();
        (await Should.ThrowAsync<CallerException>(() => house.Operations.ListFoldersAsync(new("other"), house.Context, CancellationToken.None))).Code.ShouldBe(DomainCodes.UnknownAccount);
    }
}
