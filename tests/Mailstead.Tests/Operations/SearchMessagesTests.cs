using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Sandbox;
using Mailstead.Sandbox.Faults;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class SearchMessagesTests : IAsyncLifetime
{
    private MailHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await MailHouse.OnSandboxAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_newest_come_first_with_what_a_list_shows()
    {
        _house.Sandbox.Deliver(Letter.Plain("First"));
        _house.Sandbox.Deliver(Letter.WithAttachments("Second", ("a.txt", "text/plain", [1, 2, 3])), flags: ["\\Seen", "\\Flagged", "work"]);
        var result = await _house.SearchAsync();
        result.Total.ShouldBe(2);
        result.Source.ShouldBe("server");
        result.NextCursor.ShouldBeNull();
        result.Messages.Select(m => m.Subject).ShouldBe(["Second", "First"]);
        var newest = result.Messages[0];
        newest.From.ShouldBe("Ada <ada@example.org>");
        newest.To.ShouldBe(["alex@sandbox.example"]);
        newest.IsRead.ShouldBeTrue();
        newest.IsStarred.ShouldBeTrue();
        newest.AttachmentCount.ShouldBe(1);
        newest.Labels.ShouldBe(["work"]);
        result.Messages[1].IsRead.ShouldBeFalse();
    }

    [Fact]
    public async Task Pages_hold_still_while_mail_comes_in()
    {
        for (var i = 1; i <= 25; i++) _house.Sandbox.Deliver(Letter.Plain($"Mail {i}"));
        var first = await _house.SearchAsync(limit: 10);
        _house.Sandbox.Deliver(Letter.Plain("New"));
        var second = await _house.SearchAsync(limit: 10, cursor: first.NextCursor);
        var third = await _house.SearchAsync(limit: 10, cursor: second.NextCursor);
        first.Messages.Concat(second.Messages).Concat(third.Messages).Select(m => m.Subject)
            .ShouldBe(Enumerable.Range(1, 25).Reverse().Select(i => $"Mail {i}"));
        third.NextCursor.ShouldBeNull();
    }

    [Fact]
    public async Task The_cursor_of_another_query_is_refused()
    {
        for (var i = 0; i < 3; i++) _house.Sandbox.Deliver(Letter.Plain("Mail"));
        var cursor = (await _house.SearchAsync("subject:mail", limit: 1)).NextCursor;
        (await Should.ThrowAsync<CallerException>(() => _house.SearchAsync("subject:other", limit: 1, cursor: cursor))).Code.ShouldBe(ErrorCodes.InvalidArgument);
    }

    [Fact]
    public async Task A_cursor_dies_with_the_numbering_of_its_folder()
    {
        for (var i = 0; i < 3; i++) _house.Sandbox.Deliver(Letter.Plain("Mail"));
        var cursor = (await _house.SearchAsync(limit: 1)).NextCursor;
        _house.Sandbox.Rebuild("INBOX");
        await using var later = MailHouse.On(_house.Account, _house.Sandbox.Password);
        (await Should.ThrowAsync<GoneException>(() => later.SearchAsync(limit: 1, cursor: cursor))).Code.ShouldBe(DomainCodes.Gone);
    }

    [Fact]
    public async Task Attachments_are_looked_for_in_the_structure_and_counted_over_pages()
    {
        for (var i = 1; i <= 6; i++)
        {
            _house.Sandbox.Deliver(Letter.Plain($"Plain {i}"));
            _house.Sandbox.Deliver(Letter.WithAttachments($"File {i}", ("a.txt", "text/plain", [1])));
        }

        var first = await _house.SearchAsync("has:attachment", limit: 4);
        first.Messages.Select(m => m.Subject).ShouldBe(["File 6", "File 5", "File 4", "File 3"]);
        first.Total.ShouldBe(6);
        first.TotalIsLowerBound.ShouldBeNull();
        var second = await _house.SearchAsync("has:attachment", limit: 4, cursor: first.NextCursor);
        second.Messages.Select(m => m.Subject).ShouldBe(["File 2", "File 1"]);
        second.Total.ShouldBe(6);
        second.NextCursor.ShouldBeNull();
        (await _house.SearchAsync("-has:attachment")).Messages.ShouldAllBe(m => m.Subject.StartsWith("Plain"));
    }

    [Fact]
    public async Task A_total_that_was_not_counted_to_its_end_says_so()
    {
        _house.Sandbox.Deliver(Letter.WithAttachments("Oldest", ("a.txt", "text/plain", [1])));
        for (var i = 0; i < 600; i++) _house.Sandbox.Deliver(Letter.WithAttachments($"File {i}", ("a.txt", "text/plain", [1])));
        var result = await _house.SearchAsync("has:attachment", limit: 5);
        (result.Total, result.TotalIsLowerBound).ShouldBe((500, true));
        (await _house.SearchAsync("has:attachment subject:oldest")).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_is_named_beside_the_query_or_in_it()
    {
        _house.Sandbox.Deliver(Letter.Plain("Old"), "Archive");
        (await _house.SearchAsync(folder: "archive")).Messages.Single().Subject.ShouldBe("Old");
        (await _house.SearchAsync("in:Archive old")).Folder.ShouldBe("Archive");
        await Should.ThrowAsync<CallerException>(() => _house.SearchAsync("in:Archive", folder: "INBOX"));
    }

    [Fact]
    public async Task Words_that_only_the_first_matches_leave_the_others_out()
    {
        _house.Sandbox.Deliver(Letter.Plain("Rent", "The rent for March is due.\r\n"));
        _house.Sandbox.Deliver(Letter.Plain("Lunch", "See you at noon.\r\n", from: "Bea <bea@example.net>"));
        (await _house.SearchAsync("march")).Messages.Single().Subject.ShouldBe("Rent");
        (await _house.SearchAsync("from:bea OR subject:rent")).Total.ShouldBe(2);
        (await _house.SearchAsync("FROM \"bea\" SINCE 1-Jan-2020")).Messages.Single().Subject.ShouldBe("Lunch");
        (await _house.SearchAsync("nothing-like-this")).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("from:(", DomainCodes.InvalidQuery)]
    [InlineData("a\r\nb LOGOUT", ErrorCodes.InvalidArgument)]
    [InlineData("a\0", ErrorCodes.InvalidArgument)]
    public async Task Bad_queries_are_errors_and_no_empty_lists(string query, string code) =>
        (await Should.ThrowAsync<MailException>(() => _house.SearchAsync(query))).Code.ShouldBe(code);

    [Fact]
    public async Task An_unknown_folder_is_answered_with_the_valid_names()
    {
        var error = await Should.ThrowAsync<CallerException>(() => _house.SearchAsync(folder: "Nowhere"));
        error.Code.ShouldBe(DomainCodes.UnknownFolder);
        error.Message.ShouldContain("INBOX");
    }

    [Fact]
    public async Task A_folder_that_went_since_it_was_listed_is_unknown()
    {
        await _house.Connections.RunAsync(_house.Account, null, WorkKind.Change, (c, t) => c.ExecuteAsync(new CreateCommand(new MailboxName("Short-lived")), t), CancellationToken.None);
        await _house.SearchAsync(folder: "Short-lived");
        await using (var other = MailHouse.On(_house.Account, _house.Sandbox.Password))
        {
            await other.Connections.RunAsync(other.Account, null, WorkKind.Change, (c, t) => c.ExecuteAsync(new DeleteCommand(new MailboxName("Short-lived")), t), CancellationToken.None);
        }

        await _house.SearchAsync();
        (await Should.ThrowAsync<CallerException>(() => _house.SearchAsync(folder: "Short-lived"))).Code.ShouldBe(DomainCodes.UnknownFolder);
    }

    [Fact]
    public async Task An_unknown_account_is_answered_with_the_valid_names() =>
        (await Should.ThrowAsync<CallerException>(() => _house.Operations.SearchMessagesAsync(new("nobody"), _house.Context, CancellationToken.None)))
            .Code.ShouldBe(DomainCodes.UnknownAccount);

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_limit_out_of_range_is_refused(int limit) =>
        (await Should.ThrowAsync<CallerException>(() => _house.SearchAsync(limit: limit))).Message.ShouldContain("'limit'");

    [Fact]
    public async Task What_cannot_be_seen_in_a_subject_does_not_reach_the_caller()
    {
        _house.Sandbox.Deliver(Letter.Plain("Pay\u202Eabc\u200B now\U000E0041"));
        (await _house.SearchAsync()).Messages.Single().Subject.ShouldBe("Payabc now");
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_of_a_fetch_is_made_anew()
    {
        for (var i = 0; i < 5; i++) _house.Sandbox.Deliver(Letter.Plain($"Mail {i}"));
        _house.Sandbox.ImapFaults.Add("UID FETCH", new FaultAction.CutAfter(100));
        (await _house.SearchAsync()).Messages.Count.ShouldBe(5);
        _house.Sandbox.Defects.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sample_mailbox_can_be_searched()
    {
        await using var house = await MailHouse.OnSandboxAsync(new SandboxOptions());
        (await house.SearchAsync(limit: 50)).Messages.Count.ShouldBe(50);
        house.Sandbox.Defects.ShouldBeEmpty();
    }
}
