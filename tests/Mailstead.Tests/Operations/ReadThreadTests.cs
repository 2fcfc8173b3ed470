using Mailstead.Errors;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class ReadThreadTests : IAsyncLifetime
{
    private MailHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await MailHouse.OnSandboxAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_conversation_over_three_folders_is_told_once_oldest_first()
    {
        _house.Sandbox.Deliver(Letter.Plain("Plan", "Shall we?\r\n", more: "Message-ID: <1@x.example>"), "Archive");
        _house.Sandbox.Deliver(Letter.Plain("Re: Plan", "Yes.\r\n\r\n> Shall we?\r\n", from: "alex@sandbox.example", to: "Ada <ada@example.org>", more: "Message-ID: <2@x.example>\nIn-Reply-To: <1@x.example>\nReferences: <1@x.example>"), "Sent");
        _house.Sandbox.Deliver(Letter.Plain("Re: Plan", "Good.\r\n\r\n> Yes.\r\n", more: "Message-ID: <3@x.example>\nIn-Reply-To: <2@x.example>\nReferences: <1@x.example> <2@x.example>"));
        _house.Sandbox.Deliver(Letter.Plain("Something else", more: "Message-ID: <4@x.example>"));
        foreach (var start in new[] { await _house.IdAsync(folder: "Archive"), await _house.IdAsync(folder: "Sent"), await _house.IdAsync("subject:plan") })
        {
            var thread = await ReadAsync(start);
            thread.Count.ShouldBe(3);
            thread.Subject.ShouldBe("Plan");
            thread.Messages.Select(m => m.Body.Trim().Split('\n')[0]).ShouldBe(["Shall we?", "Yes.", "Good."]);
            thread.Messages[2].Body.ShouldNotContain("> Yes.");
            thread.Participants.Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_long_conversation_is_found_whichever_message_it_is_asked_by()
    {
        var ids = Enumerable.Range(1, 30).Select(i => $"<m{i}@x.example>").ToArray();
        for (var i = 0; i < ids.Length; i++)
            _house.Sandbox.Deliver(Letter.Plain($"M{i + 1}", more: $"Message-ID: {ids[i]}" + (i == 0 ? "" : $"\nReferences: {string.Join(' ', ids[..i])}")));
        (await ReadAsync(await _house.IdAsync("subject:M30"))).Count.ShouldBe(30);
        (await ReadAsync(await _house.IdAsync("subject:M1 -subject:M10 -subject:M11 -subject:M12 -subject:M13 -subject:M14 -subject:M15 -subject:M16 -subject:M17 -subject:M18 -subject:M19"))).Count.ShouldBe(30);
    }

    [Fact]
    public async Task An_answer_that_names_only_its_parent_is_found_through_it()
    {
        _house.Sandbox.Deliver(Letter.Plain("A", more: "Message-ID: <a@x.example>"));
        _house.Sandbox.Deliver(Letter.Plain("B", more: "Message-ID: <b@x.example>\nIn-Reply-To: <a@x.example>"));
        _house.Sandbox.Deliver(Letter.Plain("C", more: "Message-ID: <c@x.example>\nIn-Reply-To: <b@x.example>"));
        (await ReadAsync(await _house.IdAsync("subject:A"))).Messages.Select(m => m.Subject).ShouldBe(["A", "B", "C"]);
    }

    [Fact]
    public async Task Mail_that_a_person_filed_in_a_folder_of_their_own_belongs_to_its_thread()
    {
        _house.Sandbox.Deliver(Letter.Plain("Filed", more: "Message-ID: <f1@x.example>"), "Projects/Northwind");
        _house.Sandbox.Deliver(Letter.Plain("Re: Filed", more: "Message-ID: <f2@x.example>\nIn-Reply-To: <f1@x.example>"));
        (await ReadAsync(await _house.IdAsync("subject:filed"))).Messages.Select(m => m.Subject).ShouldBe(["Filed", "Re: Filed"]);
    }

    [Fact]
    public async Task A_short_message_id_gathers_no_strangers()
    {
        _house.Sandbox.Deliver(Letter.Plain("Odd", more: "Message-ID: <exa>"));
        _house.Sandbox.Deliver(Letter.Plain("Stranger", more: "Message-ID: <exact@example.org>"));
        (await ReadAsync(await _house.IdAsync("subject:odd"))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_copy_in_another_folder_is_told_once_but_a_forged_twin_is_not_hidden()
    {
        var mail = Letter.Plain("Twin", more: "Message-ID: <t@x.example>");
        _house.Sandbox.Deliver(mail);
        _house.Sandbox.Deliver(mail, "Archive");
        _house.Sandbox.Deliver(Letter.Plain("Twin", "Pay me.\r\n", from: "Eve <eve@evil.example>", more: "Message-ID: <t@x.example>"));
        (await ReadAsync(await _house.IdAsync(folder: "Archive"))).Messages.Select(m => m.FromAddr).Order().ShouldBe(["Ada <ada@example.org>", "Eve <eve@evil.example>"]);
    }

    [Fact]
    public async Task A_long_thread_is_told_page_by_page_and_is_bounded()
    {
        for (var i = 0; i < 110; i++)
        {
            _house.Sandbox.Deliver(Letter.Plain($"M{i}", $"Body number {i}.\r\n", more: $"Message-ID: <m{i}@x.example>{(i > 0 ? "\nReferences: <m0@x.example>" : "")}"));
        }

        var subjects = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _house.Operations.ReadThreadAsync(new(await _house.IdAsync("subject:M109"), Cursor: cursor), _house.Context, CancellationToken.None);
            page.Count.ShouldBe(100);
            subjects.AddRange(page.Messages.Select(m => m.Subject));
            cursor = page.NextCursor;
        }
        while (cursor is not null && subjects.Count < 200);

        subjects.ShouldBe(Enumerable.Range(10, 100).Select(i => $"M{i}"));
    }

    [Fact]
    public async Task A_message_that_left_is_gone()
    {
        _house.Sandbox.Deliver(Letter.Plain("X"));
        var id = await _house.IdAsync();
        await _house.OrganizeAsync("trash", [id]);
        (await Should.ThrowAsync<GoneException>(() => ReadAsync(id))).Code.ShouldBe(DomainCodes.Gone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x\r\ny")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_id_is_refused(string id) => await Should.ThrowAsync<CallerException>(() => ReadAsync(id));

    private Task<ReadThreadResult> ReadAsync(string id) => _house.Operations.ReadThreadAsync(new(id), _house.Context, CancellationToken.None);
}
