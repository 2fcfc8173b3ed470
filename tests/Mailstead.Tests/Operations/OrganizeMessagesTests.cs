using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Sandbox;
using Mailstead.Sandbox.Faults;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class OrganizeMessagesTests : IAsyncLifetime
{
    private static readonly string[] Basic = ["IMAP4rev1", "AUTH=PLAIN", "SASL-IR"];
    private MailHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await MailHouse.OnSandboxAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("mark_read", "is:read")]
    [InlineData("star", "is:flagged")]
    public async Task Flags_are_set(string action, string finds)
    {
        var ids = await DeliverAsync(_house, 3);
        var result = await _house.OrganizeAsync(action, ids[..2]);
        (result.Changed, result.Errors.Count).ShouldBe((2, 0));
        (await _house.SearchAsync(finds)).Messages.Select(m => m.Id).ShouldBe(ids[..2]);
    }

    [Fact]
    public async Task Flags_and_labels_are_taken_away_again_and_others_stay()
    {
        var ids = await DeliverAsync(_house, 1);
        await _house.OrganizeAsync("mark_read", ids);
        await _house.OrganizeAsync("star", ids);
        await _house.OrganizeAsync("label", ids, label: "work");
        await _house.OrganizeAsync("mark_unread", ids);
        var m = (await _house.SearchAsync()).Messages.Single();
        (m.IsRead, m.IsStarred).ShouldBe((false, true));
        m.Labels.ShouldBe(["work"]);
        await _house.OrganizeAsync("unlabel", ids, label: "work");
        (await _house.SearchAsync()).Messages.Single().Labels.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("archive", "Archive", true)]
    [InlineData("trash", "Trash", true)]
    [InlineData("archive", "Archive", false)]
    public async Task Messages_move_to_the_folder_of_the_purpose(string action, string folder, bool withExtensions)
    {
        await using var house = await MailHouse.OnSandboxAsync(new SandboxOptions { WithSampleMail = false, Capabilities = withExtensions ? null : Basic });
        var ids = await DeliverAsync(house, 3);
        var result = await house.OrganizeAsync(action, [ids[0], ids[2]]);
        result.Changed.ShouldBe(2);
        result.Folder.ShouldBe(folder);
        (await house.SearchAsync(folder: folder)).Total.ShouldBe(2);
        if (withExtensions)
        {
            (await house.SearchAsync()).Messages.Single().Id.ShouldBe(ids[1]);
            result.Moved.Select(m => m.Id).Order().ShouldBe(new[] { ids[0], ids[2] }.Order());
            (await house.ReadAsync([.. result.Moved.Select(m => m.NewId)])).Messages.Count.ShouldBe(2);
        }
        else
        {
            // Without UIDPLUS nothing can be expunged by itself: the originals stay, marked.
            result.Note.ShouldNotBeNull();
            (await house.SearchAsync("is:deleted")).Total.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_move_goes_to_the_named_folder()
    {
        var ids = await DeliverAsync(_house, 1);
        var moved = await _house.OrganizeAsync("move", ids, folder: "archive");
        moved.Folder.ShouldBe("Archive");
        var again = await _house.OrganizeAsync("archive", [moved.Moved.Single().NewId]);
        (again.Changed, again.Errors.Count).ShouldBe((0, 0));
        again.Note!.ShouldContain("already");
    }

    [Fact]
    public async Task Ids_of_several_folders_are_changed_in_one_call_and_those_that_left_are_told()
    {
        var ids = await DeliverAsync(_house, 2);
        _house.Sandbox.Deliver(Letter.Plain("Old"), "Archive");
        var old = await _house.IdAsync(folder: "Archive");
        await _house.OrganizeAsync("trash", [ids[0]]);
        var result = await _house.OrganizeAsync("star", [ids[0], ids[1], old, "nonsense"]);
        result.Changed.ShouldBe(2);
        result.Errors.Select(e => (e.Id, e.Code)).ShouldBe([("nonsense", ErrorCodes.InvalidArgument), (ids[0], DomainCodes.Gone)], ignoreOrder: true);
    }

    [Fact]
    public async Task After_the_server_numbered_anew_no_other_message_is_changed()
    {
        var ids = await DeliverAsync(_house, 3);
        _house.Sandbox.Rebuild("INBOX");
        await using var later = MailHouse.On(_house.Account, _house.Sandbox.Password);
        var result = await later.OrganizeAsync("trash", ids);
        result.Changed.ShouldBe(0);
        result.Errors.ShouldAllBe(e => e.Code == DomainCodes.Gone);
        (await later.SearchAsync()).Total.ShouldBe(3);
    }

    [Fact]
    public async Task Deleting_for_good_is_denied_and_changes_nothing()
    {
        var ids = await DeliverAsync(_house, 1);
        (await Should.ThrowAsync<PolicyException>(() => _house.OrganizeAsync("delete", ids))).Code.ShouldBe(DomainCodes.Denied);
        (await _house.SearchAsync()).Total.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_target_is_answered_with_the_valid_names()
    {
        var ids = await DeliverAsync(_house, 1);
        var error = await Should.ThrowAsync<CallerException>(() => _house.OrganizeAsync("move", ids, folder: "Nowhere"));
        error.Code.ShouldBe(DomainCodes.UnknownFolder);
        error.Message.ShouldContain("Archive");
        (await _house.SearchAsync()).Total.ShouldBe(1);
    }

    [Theory]
    [InlineData("explode", null, null)]
    [InlineData("move", null, null)]
    [InlineData("move", "a\r\nb", null)]
    [InlineData("label", null, null)]
    [InlineData("label", null, "two words")]
    [InlineData("label", null, "\\Deleted")]
    [InlineData("label", null, "x)\r\nA LOGOUT")]
    public async Task Bad_arguments_are_refused(string action, string? folder, string? label)
    {
        var ids = await DeliverAsync(_house, 1);
        (await Should.ThrowAsync<CallerException>(() => _house.OrganizeAsync(action, ids, folder, label))).Code.ShouldBe(ErrorCodes.InvalidArgument);
    }

    [Fact]
    public async Task A_refusal_is_told_for_each_message_and_nothing_is_said_to_be_changed()
    {
        var ids = await DeliverAsync(_house, 2);
        _house.Sandbox.ImapFaults.Add("UID MOVE", new FaultAction.Answer("NO", "Over quota", "OVERQUOTA"));
        var result = await _house.OrganizeAsync("archive", ids);
        result.Changed.ShouldBe(0);
        result.Errors.Select(e => e.Code).ShouldBe([ErrorCodes.QuotaExceeded, ErrorCodes.QuotaExceeded]);
        (await _house.SearchAsync()).Total.ShouldBe(2);
    }

    [Fact]
    public async Task A_flag_change_whose_answer_was_lost_is_done_again()
    {
        var ids = await DeliverAsync(_house, 1);
        _house.Sandbox.ImapFaults.Add("UID STORE", new FaultAction.Drop());
        (await _house.OrganizeAsync("star", ids)).Changed.ShouldBe(1);
        (await _house.SearchAsync("is:flagged")).Total.ShouldBe(1);
    }

    /// <summary>Ids, newest first.</summary>
    private static async Task<string[]> DeliverAsync(MailHouse house, int count)
    {
        for (var i = 1; i <= count; i++) house.Sandbox.Deliver(Letter.Plain($"Mail {i}"));
        return [.. (await house.SearchAsync()).Messages.Select(m => m.Id)];
    }
}
