using System.Text;
using Mailstead.Errors;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Sandbox.Faults;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class ReadMessagesTests : IAsyncLifetime
{
    private MailHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await MailHouse.OnSandboxAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_cursor_that_somebody_made_up_leads_to_the_end_and_no_further()
    {
        _house.Sandbox.Deliver(Letter.Plain("A", more: "Message-ID: <a@x.example>"));
        var id = await _house.IdAsync();
        var beyond = new CursorCode(uint.MaxValue, uint.MaxValue, uint.MaxValue);
        (await _house.Operations.ReadMessagesAsync(new([id], Cursor: beyond.Write(CursorCode.HashOf("read", "new", id))), _house.Context, CancellationToken.None)).Messages.ShouldBeEmpty();
        (await _house.Operations.ReadThreadAsync(new(id, Cursor: beyond.Write(CursorCode.HashOf("thread", id))), _house.Context, CancellationToken.None)).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_is_told_with_all_its_fields_and_stays_unread()
    {
        _house.Sandbox.Deliver(Letter.Plain("Grüße", "Schöne Grüße!\r\n", more: "Message-ID: <one@example.org>\nCc: Bea <bea@example.net>\nReply-To: other@example.com"));
        var id = await _house.IdAsync();
        var result = await _house.ReadAsync(id);
        result.Errors.ShouldBeEmpty();
        result.NextCursor.ShouldBeNull();
        var m = result.Messages.Single();
        m.Id.ShouldBe(id);
        m.Folder.ShouldBe("INBOX");
        m.MessageId.ShouldBe("one@example.org");
        m.FromAddr.ShouldBe("Ada <ada@example.org>");
        m.ToAddrs.ShouldBe(["alex@sandbox.example"]);
        m.CcAddrs.ShouldBe(["Bea <bea@example.net>"]);
        m.Subject.ShouldBe("Grüße");
        m.Body.Trim().ShouldBe("Schöne Grüße!");
        m.ReplyTo.ShouldBe("other@example.com");
        m.ReceivedAt.ShouldBeGreaterThan(1_600_000_000_000);
        (m.IsRead, m.IsStarred, m.IsDeleted, m.IsSpam, m.IsDraft, m.IsSent).ShouldBe((false, false, false, false, false, false));
        m.Warnings.ShouldContain("reply_to_differs");
        (await _house.SearchAsync("is:unread")).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Folders_and_flags_tell_what_a_message_is()
    {
        _house.Sandbox.Deliver(Letter.Plain("S"), "Sent", "\\Seen");
        _house.Sandbox.Deliver(Letter.Plain("D"), "Drafts", "\\Draft");
        _house.Sandbox.Deliver(Letter.Plain("I"), "INBOX", "\\Flagged", "$Junk");
        var result = await _house.ReadAsync(await _house.IdAsync(folder: "sent"), await _house.IdAsync(folder: "drafts"), await _house.IdAsync());
        result.Messages.Select(m => m.Subject).ShouldBe(["S", "D", "I"]);
        result.Messages.Select(m => (m.IsSent, m.IsDraft, m.IsSpam)).ShouldBe([(true, false, false), (false, true, false), (false, false, true)]);
    }

    [Fact]
    public async Task One_bad_id_does_not_spoil_the_batch()
    {
        var uid = _house.Sandbox.Deliver(Letter.Plain("Here"));
        _house.Sandbox.Deliver(Letter.Plain("Leaves"));
        var ids = (await _house.SearchAsync()).Messages.Select(m => m.Id).ToArray();
        await _house.OrganizeAsync("trash", [ids[0]]);
        var result = await _house.ReadAsync(ids[0], "not an id", ids[1]);
        result.Messages.Single().Subject.ShouldBe("Here");
        result.Messages.Single().Uid.ShouldBe(uid);
        result.Errors.Select(e => e.Code).Order().ShouldBe([DomainCodes.Gone, ErrorCodes.InvalidArgument]);
    }

    [Fact]
    public async Task After_the_server_numbered_anew_an_old_id_is_gone_and_never_another_message()
    {
        for (var i = 1; i <= 3; i++) _house.Sandbox.Deliver(Letter.Plain($"Mail {i}"));
        var ids = (await _house.SearchAsync()).Messages.Select(m => m.Id).ToArray();
        _house.Sandbox.Rebuild("INBOX");
        await using var later = MailHouse.On(_house.Account, _house.Sandbox.Password);
        var result = await later.ReadAsync(ids);
        result.Messages.ShouldBeEmpty();
        result.Errors.Select(e => e.Code).ShouldBe([DomainCodes.Gone, DomainCodes.Gone, DomainCodes.Gone]);
    }

    [Fact]
    public async Task A_long_body_is_told_page_by_page_until_all_of_it_is_told()
    {
        var body = string.Concat(Enumerable.Range(1, 400).Select(i => $"Line {i} of a long story.\r\n"));
        _house.Sandbox.Deliver(Letter.Plain("Long", body));
        _house.Sandbox.Deliver(Letter.Plain("Short", "The end.\r\n"));
        var ids = (await _house.SearchAsync()).Messages.Select(m => m.Id).Reverse().ToArray();
        var told = new StringBuilder();
        var pages = 0;
        string? cursor = null;
        do
        {
            var page = await _house.Operations.ReadMessagesAsync(new(ids, MaxTokens: 500, Cursor: cursor), _house.Context, CancellationToken.None);
            page.Messages.Sum(m => m.Body.Length).ShouldBeLessThanOrEqualTo(2_000);
            foreach (var m in page.Messages) told.Append(m.Body);
            cursor = page.NextCursor;
            (++pages).ShouldBeLessThan(20);
        }
        while (cursor is not null);

        pages.ShouldBeGreaterThan(4);
        told.ToString().ReplaceLineEndings("").ShouldBe((body + "The end.").ReplaceLineEndings(""));
    }

    [Fact]
    public async Task A_large_message_is_read_by_its_text_parts_alone()
    {
        var content = new byte[600_000];
        new Random(1).NextBytes(content);
        _house.Sandbox.Deliver(Letter.WithAttachments("Large", ("big.bin", "application/octet-stream", content)));
        var id = await _house.IdAsync();
        var m = (await _house.ReadAsync(id)).Messages.Single();
        m.Subject.ShouldBe("Large");
        m.MessageId.ShouldBe("Large@example.org");
        m.Body.Trim().ShouldBe("See the files.");
        m.Size.ShouldBeGreaterThan(800_000u);
        m.Attachments.Single().Name.ShouldBe("big.bin");
        m.AttachmentCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_text_in_an_old_charset_keeps_its_letters()
    {
        var text = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("Schöne Grüße aus Köln\r\n", 15_000)));
        byte[] mail = [.. Letter.Of("From: a@example.org\nSubject: L\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit", ""), .. text];
        _house.Sandbox.Deliver(mail);
        (await _house.ReadAsync(await _house.IdAsync())).Messages.Single().Body.ShouldStartWith("Schöne Grüße aus Köln");
    }

    [Fact]
    public async Task Quotes_are_folded_unless_asked_for()
    {
        _house.Sandbox.Deliver(Letter.Plain("Re: X", "Yes.\r\n\r\nOn Monday, Alex wrote:\r\n> Shall we?\r\n> Really?\r\n"));
        var id = await _house.IdAsync();
        var folded = (await _house.ReadAsync(id)).Messages.Single();
        folded.Body.ShouldContain("Yes.");
        folded.Body.ShouldNotContain("Shall we?");
        folded.Folded.ShouldBeGreaterThan(0);
        var full = (await _house.Operations.ReadMessagesAsync(new([id], FullQuotes: true), _house.Context, CancellationToken.None)).Messages.Single();
        full.Body.ShouldContain("Shall we?");
    }

    [Fact]
    public async Task Malformed_mail_is_read_as_far_as_it_goes_with_its_defects()
    {
        _house.Sandbox.Deliver("Subject: Broken\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nStill here\r\n"u8.ToArray());
        var m = (await _house.ReadAsync(await _house.IdAsync())).Messages.Single();
        m.Body.ShouldContain("Still here");
        m.Warnings.ShouldContain("boundary_not_closed");
    }

    [Theory]
    [InlineData(199)]
    [InlineData(50_001)]
    public async Task A_budget_out_of_range_is_refused(int maxTokens) =>
        (await Should.ThrowAsync<CallerException>(() => _house.Operations.ReadMessagesAsync(new(["x"], maxTokens), _house.Context, CancellationToken.None))).Message.ShouldContain("max_tokens");

    [Fact]
    public async Task Too_many_ids_are_refused() =>
        await Should.ThrowAsync<CallerException>(() => _house.ReadAsync([.. Enumerable.Range(0, 51).Select(i => $"{i}")]));

    [Fact]
    public async Task A_line_cut_inside_a_body_is_fetched_again_whole()
    {
        _house.Sandbox.Deliver(Letter.Plain("Cut", "All of it.\r\n"));
        var id = await _house.IdAsync();
        _house.Sandbox.ImapFaults.Add("UID FETCH", new FaultAction.CutInLiteral(40));
        (await _house.ReadAsync(id)).Messages.Single().Body.ShouldContain("All of it.");
    }

    [Fact]
    public async Task The_audit_names_ids_and_no_content()
    {
        _house.Sandbox.Deliver(Letter.Plain("Very secret subject", "Very secret body\r\n"));
        var id = await _house.IdAsync();
        await _house.ReadAsync(id);
        var lines = await File.ReadAllTextAsync(_house.AuditPath);
        lines.ShouldContain("read_messages");
        lines.ShouldContain(id);
        lines.ShouldNotContain("secret");
    }
}
