using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Operations;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.IntegrationTests.Operations;

/// <summary>An agent's day on real IMAP servers: list, search, read, organise, draft.</summary>
public sealed class JourneyTests(MailServers servers)
{
    [Theory]
    [InlineData("dovecot")]
    [InlineData("cyrus")]
    public async Task An_agent_searches_reads_and_organises(string server)
    {
        await using var house = Open(server);
        await AppendAsync(house, Letter.Plain("Plan", "Shall we?\r\n", more: "Message-ID: <1@journey.example>"));
        await AppendAsync(house, Letter.Plain("Re: Plan", "Yes.\r\n\r\n> Shall we?\r\n", more: "Message-ID: <2@journey.example>\nReferences: <1@journey.example>"));
        await AppendAsync(house, Letter.WithAttachments("=?utf-8?Q?Gr=C3=BC=C3=9Fe?= mit Datei", ("täglich.txt", "text/plain; charset=utf-8", "Schöne Grüße"u8.ToArray())));

        var all = await house.SearchAsync();
        all.Messages.Select(m => m.Subject).ShouldBe(["Grüße mit Datei", "Re: Plan", "Plan"]);
        (await house.SearchAsync("subject:grüße")).Total.ShouldBe(1);
        (await house.SearchAsync("has:attachment")).Messages.Single().Id.ShouldBe(all.Messages[0].Id);

        var thread = await house.Operations.ReadThreadAsync(new(all.Messages[2].Id), house.Context, CancellationToken.None);
        thread.Messages.Select(m => m.Body.Trim()).ShouldBe(["Shall we?", "Yes."]);

        var attachment = await house.Operations.GetAttachmentAsync(new(all.Messages[0].Id, "2"), house.Context, CancellationToken.None);
        (attachment.Name, attachment.Text).ShouldBe(("täglich.txt", "Schöne Grüße"));

        (await house.OrganizeAsync("star", [all.Messages[0].Id])).Changed.ShouldBe(1);
        (await house.OrganizeAsync("label", [all.Messages[0].Id], label: "later")).Changed.ShouldBe(1);
        var starred = (await house.SearchAsync("is:flagged label:later")).Messages.Single();
        starred.Labels.ShouldContain("later");

        var draft = await house.ComposeAsync(new("Later.", Subject: "Draft", Send: false));
        var inDrafts = (await house.ReadAsync(draft.DraftId!)).Messages.Single();
        (inDrafts.Subject, inDrafts.IsDraft).ShouldBe(("Draft", true));
        var moved = await house.OrganizeAsync("move", [draft.DraftId!], folder: "INBOX");
        (await house.ReadAsync(moved.Moved.Single().NewId)).Messages.Single().Subject.ShouldBe("Draft");
        (await house.ReadAsync(draft.DraftId!)).Errors.Single().Code.ShouldBe(DomainCodes.Gone);

        var folders = await house.Operations.ListFoldersAsync(new(), house.Context, CancellationToken.None);
        var inbox = folders.Folders.Single(f => f.FolderType == "inbox");
        (inbox.TotalCount, inbox.UnreadCount).ShouldBe((4u, 3u));
        folders.Folders.ShouldContain(f => f.FolderType == "drafts");
    }

    [Theory]
    [InlineData("dovecot")]
    [InlineData("cyrus")]
    public async Task Pages_of_a_large_folder_fit_together(string server)
    {
        await using var house = Open(server);
        for (var i = 1; i <= 120; i++) await AppendAsync(house, Letter.Plain($"Mail {i}"));
        var subjects = new List<string>();
        string? cursor = null;
        do
        {
            var page = await house.SearchAsync(limit: 50, cursor: cursor);
            page.Total.ShouldBe(120);
            subjects.AddRange(page.Messages.Select(m => m.Subject));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        subjects.ShouldBe(Enumerable.Range(1, 120).Reverse().Select(i => $"Mail {i}"));
    }

    [Theory]
    [InlineData("dovecot")]
    [InlineData("cyrus")]
    public async Task Names_that_are_not_there_are_answered_with_those_that_are(string server)
    {
        await using var house = Open(server);
        var error = await Should.ThrowAsync<Protocol.Errors.CallerException>(() => house.SearchAsync(folder: "Nowhere"));
        (error.Code, error.Message.Contains("INBOX", StringComparison.Ordinal)).ShouldBe((DomainCodes.UnknownFolder, true));
    }

    private MailHouse Open(string server) => server == "cyrus"
        ? ServerAccounts.OnCyrus(servers.Settings, servers.NextCyrusUser())
        : ServerAccounts.OnDovecot(servers.Settings, servers.NextUser());

    private static Task<AppendResult> AppendAsync(MailHouse house, byte[] message) =>
        house.Connections.RunAsync(house.Account, mailbox: null, WorkKind.Change, (c, token) => c.ExecuteAsync(new AppendCommand(MailboxName.Inbox, message, []), token), CancellationToken.None);
}
