using Mailstead.Sandbox;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sandbox;

public sealed class ImapSessionTests : IAsyncLifetime
{
    private const string Message = "Subject: One\r\nFrom: bo@elsewhere.example\r\n\r\nHello\r\n";
    private SandboxServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _server.Defects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Greets_with_capabilities_and_lets_the_owner_in_by_each_way()
    {
        await using (var client = await RawClient.ConnectAsync(_server.Imap, readGreeting: false))
        {
            (await client.LineAsync()).ShouldStartWith("* OK [CAPABILITY IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN ");
            (await client.CommandAsync("LOGIN alex@sandbox.example wrong"))[^1].ShouldStartWith("NO [AUTHENTICATIONFAILED]");
            (await client.CommandAsync("SELECT INBOX"))[^1].ShouldStartWith("BAD ");
            (await client.CommandAsync("LOGIN \"alex\" \"open-sesame\""))[^1].ShouldStartWith("OK [CAPABILITY ");
        }

        await using (var client = await RawClient.ConnectAsync(_server.Imap))
            (await client.CommandAsync("AUTHENTICATE PLAIN AGFsZXhAc2FuZGJveC5leGFtcGxlAG9wZW4tc2VzYW1l"))[^1].ShouldStartWith("OK ");
        await using (var client = await RawClient.ConnectAsync(_server.Imap))
        {
            await client.SendAsync("a AUTHENTICATE PLAIN\r\n");
            (await client.LineAsync()).ShouldBe("+ ");
            await client.SendAsync("AGFsZXhAc2FuZGJveC5leGFtcGxlAG9wZW4tc2VzYW1l\r\n");
            (await client.LineAsync()).ShouldStartWith("a OK ");
        }
    }

    [Fact]
    public async Task Asks_for_a_synchronising_literal_and_takes_the_other_kind_at_once()
    {
        await using var client = await RawClient.ConnectAsync(_server.Imap);
        await client.SendAsync("a LOGIN {4}\r\n");
        (await client.LineAsync()).ShouldStartWith("+ ");
        await client.SendAsync("alex {11+}\r\nopen-sesame\r\n");
        (await client.LineAsync()).ShouldStartWith("a OK ");
    }

    [Fact]
    public async Task Lists_the_folders_with_their_use_and_status()
    {
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        var lines = await client.CommandAsync("LIST \"\" \"*\" RETURN (SPECIAL-USE STATUS (MESSAGES UNSEEN UIDNEXT UIDVALIDITY))");
        lines.ShouldContain("* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent\"");
        lines.ShouldContain("* LIST (\\HasChildren) \"/\" \"Projects\"");
        lines.ShouldContain(l => l.StartsWith("* STATUS \"Projects/Northwind\" (MESSAGES 0 UNSEEN 0 UIDNEXT 1 UIDVALIDITY "));
        (await client.CommandAsync("LIST \"\" %")).ShouldNotContain(l => l.Contains("Northwind"));
        (await client.CommandAsync("LIST \"\" \"\""))[0].ShouldBe("* LIST (\\Noselect) \"/\" \"\"");
        (await client.CommandAsync("LIST \"\" inb%"))[0].ShouldEndWith("\"INBOX\"");
    }

    [Fact]
    public async Task Appends_fetches_flags_copies_moves_and_expunges_by_uid()
    {
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        var append = await client.CommandAsync($"APPEND INBOX (\\Flagged $Label1) \"17-Jul-2024 02:44:25 -0700\" {{{Message.Length}+}}\r\n{Message}");
        append.ShouldContain("* 1 EXISTS");
        append[^1].ShouldMatch(@"^OK \[APPENDUID \d+ 1\]");
        (await client.CommandAsync("UID FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE)"))[0]
            .ShouldBe($"* 1 FETCH (UID 1 FLAGS ($Label1 \\Flagged) INTERNALDATE \"17-Jul-2024 02:44:25 -0700\" RFC822.SIZE {Message.Length})");
        (await client.CommandAsync("UID FETCH 1 (BODY.PEEK[])"))[0].ShouldBe($"* 1 FETCH (UID 1 BODY[] {{{Message.Length}}}\r\n{Message})");
        (await client.CommandAsync("FETCH 1 BODY[]"))[0].ShouldEndWith(" FLAGS ($Label1 \\Flagged \\Seen))");
        (await client.CommandAsync("UID STORE 1 +FLAGS (\\Answered)"))[0].ShouldBe("* 1 FETCH (UID 1 FLAGS ($Label1 \\Answered \\Flagged \\Seen))");
        (await client.CommandAsync("UID STORE 1 -FLAGS.SILENT (\\Answered $Label1)")).Count.ShouldBe(1);
        (await client.CommandAsync("UID COPY 1 Archive"))[^1].ShouldMatch(@"^OK \[COPYUID \d+ 1 1\]");
        (await client.CommandAsync("UID COPY 1 Nowhere"))[^1].ShouldStartWith("NO [TRYCREATE]");
        var move = await client.CommandAsync("UID MOVE 1 Trash");
        move[0].ShouldMatch(@"^\* OK \[COPYUID \d+ 1 1\]");
        move[1].ShouldBe("* 1 EXPUNGE");
        await client.CommandAsync("SELECT Trash");
        (await client.CommandAsync("UID FETCH 1 FLAGS"))[0].ShouldBe("* 1 FETCH (UID 1 FLAGS (\\Flagged \\Seen))");
        await client.CommandAsync("UID STORE 1 +FLAGS.SILENT (\\Deleted)");
        (await client.CommandAsync("UID EXPUNGE 2:5")).Count.ShouldBe(1);
        (await client.CommandAsync("UID EXPUNGE 1"))[0].ShouldBe("* 1 EXPUNGE");
    }

    [Fact]
    public async Task Pushes_new_mail_and_flags_and_expunges_while_a_client_idles()
    {
        await using var idler = await RawClient.SelectedAsync(_server.Imap);
        await idler.SendAsync("i IDLE\r\n");
        (await idler.LineAsync()).ShouldBe("+ idling");
        _server.Deliver("Subject: new\r\n\r\nx\r\n"u8.ToArray());
        (await idler.LineAsync()).ShouldBe("* 1 EXISTS");
        (await idler.LineAsync()).ShouldBe("* 0 RECENT");
        await using var other = await RawClient.SelectedAsync(_server.Imap);
        await other.CommandAsync("UID STORE 1 +FLAGS (\\Deleted)");
        (await idler.LineAsync()).ShouldBe("* 1 FETCH (UID 1 FLAGS (\\Deleted))");
        await other.CommandAsync("EXPUNGE");
        (await idler.LineAsync()).ShouldBe("* 1 EXPUNGE");
        await idler.SendAsync("DONE\r\n");
        (await idler.LineAsync()).ShouldStartWith("i OK ");
    }

    [Fact]
    public async Task Holds_expunges_back_until_sequence_numbers_may_change()
    {
        _server.Deliver("Subject: 1\r\n\r\nx\r\n"u8.ToArray());
        _server.Deliver("Subject: 2\r\n\r\nx\r\n"u8.ToArray());
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        await using var other = await RawClient.SelectedAsync(_server.Imap);
        await other.CommandAsync("UID STORE 1 +FLAGS (\\Deleted)");
        await other.CommandAsync("UID EXPUNGE 1");
        (await client.CommandAsync("FETCH 2 (UID)")).SkipLast(1).ShouldBe(["* 2 FETCH (UID 2)"]);
        (await client.CommandAsync("NOOP"))[0].ShouldBe("* 1 EXPUNGE");
        (await client.CommandAsync("FETCH 1 (UID)"))[0].ShouldBe("* 1 FETCH (UID 2)");
    }

    [Fact]
    public async Task Makes_renames_and_deletes_folders_with_names_of_any_script()
    {
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        (await client.CommandAsync("CREATE \"Entw&APw-rfe/2026\""))[^1].ShouldStartWith("OK ");
        (await client.CommandAsync("LIST \"\" Entw*"))[0].ShouldBe("* LIST (\\HasChildren) \"/\" \"Entw&APw-rfe\"");
        (await client.CommandAsync("CREATE \"Entw&APw-rfe/2026\""))[^1].ShouldStartWith("NO [ALREADYEXISTS]");
        (await client.CommandAsync("DELETE \"Entw&APw-rfe\""))[^1].ShouldStartWith("NO [HASCHILDREN]");
        (await client.CommandAsync("RENAME \"Entw&APw-rfe\" Old"))[^1].ShouldStartWith("OK ");
        (await client.CommandAsync("STATUS Old/2026 (MESSAGES)"))[0].ShouldBe("* STATUS \"Old/2026\" (MESSAGES 0)");
        (await client.CommandAsync("DELETE INBOX"))[^1].ShouldStartWith("NO [CANNOT]");
        (await client.CommandAsync("DELETE Nope"))[^1].ShouldStartWith("NO [NONEXISTENT]");
    }

    [Theory]
    [InlineData("SELECT", "BAD ")]
    [InlineData("FETCH", "BAD ")]
    [InlineData("UID FETCH 0 FLAGS", "BAD ")]
    [InlineData("UID FETCH 1 (FLAGS", "BAD ")]
    [InlineData("UID FETCH 1 BODY[1.]", "BAD ")]
    [InlineData("UID FETCH 1 BODY[MIME]", "BAD ")]
    [InlineData("UID STORE 1 +FLAGS (\\Nonsense)", "BAD ")]
    [InlineData("UID SEARCH NONSENSE", "BAD ")]
    [InlineData("STATUS INBOX (NONSENSE)", "BAD ")]
    [InlineData("NOOP now", "BAD ")]
    [InlineData("XYZZY", "BAD ")]
    [InlineData("SELECT Nowhere", "NO [NONEXISTENT]")]
    [InlineData("UID SEARCH CHARSET KOI8-R ALL", "NO [BADCHARSET ")]
    public async Task Refuses_what_the_grammar_or_the_mailboxes_do_not_allow(string command, string answer)
    {
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        (await client.CommandAsync(command))[^1].ShouldStartWith(answer);
        (await client.CommandAsync("NOOP"))[^1].ShouldStartWith("OK ");
    }

    [Fact]
    public async Task Refuses_commands_and_literals_beyond_its_limits()
    {
        await using var client = await RawClient.SelectedAsync(_server.Imap);
        await client.SendAsync($"a NOOP {new string('x', 70_000)}\r\n");
        (await client.LineAsync()).ShouldStartWith("* BAD [TOOBIG]");
        (await client.CommandAsync("APPEND INBOX {99999999}"))[^1].ShouldStartWith("BAD [TOOBIG]");
        (await client.CommandAsync("APPEND INBOX {99999999999999999999999}"))[^1].ShouldStartWith("BAD [TOOBIG]");
        await client.SendAsync("b APPEND INBOX {99999999+}\r\n");
        (await client.RestAsync()).ShouldStartWith("* BYE [TOOBIG]");
    }

    [Fact]
    public async Task Understands_only_what_it_announces()
    {
        await using var plain = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false, Capabilities = ["IMAP4rev1"] }, TestContext.Current.CancellationToken);
        plain.Deliver("Subject: x\r\n\r\nx\r\n"u8.ToArray());
        await using var client = await RawClient.SelectedAsync(plain.Imap);
        (await client.CommandAsync("CAPABILITY"))[0].ShouldBe("* CAPABILITY IMAP4rev1");
        foreach (var command in new[] { "IDLE", "UID MOVE 1 Trash", "UID EXPUNGE 1", "UNSELECT", "NAMESPACE", "ENABLE UTF8=ACCEPT", "ID NIL", "UID SEARCH RETURN (ALL) ALL", "LIST \"\" * RETURN (STATUS (MESSAGES))" })
            (await client.CommandAsync(command))[^1].ShouldStartWith("BAD ", customMessage: command);
        (await client.CommandAsync("UID COPY 1 Trash"))[^1].ShouldBe("OK Copied");
        (await client.CommandAsync("LIST \"\" Sent"))[0].ShouldBe("* LIST () \"/\" \"Sent\"");
    }

    [Fact]
    public async Task Takes_no_large_literal_from_a_stranger()
    {
        await using var client = await RawClient.ConnectAsync(_server.Imap);
        (await client.CommandAsync("LOGIN {100000}"))[^1].ShouldStartWith("BAD [TOOBIG]");
    }

    [Fact]
    public async Task Logs_a_silent_client_out_after_half_an_hour()
    {
        var time = new FakeTime();
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false, Time = time }, TestContext.Current.CancellationToken);
        await using var client = await RawClient.SelectedAsync(server.Imap);
        await client.SendAsync("i IDLE\r\n");
        (await client.LineAsync()).ShouldBe("+ idling");
        await time.WhenTimerIsSetAsync(TimeSpan.FromMinutes(30));
        time.Advance(TimeSpan.FromMinutes(29));
        server.Deliver("Subject: still here\r\n\r\nx\r\n"u8.ToArray());
        (await client.LineAsync()).ShouldBe("* 1 EXISTS");
        (await client.LineAsync()).ShouldBe("* 0 RECENT");
        time.Advance(TimeSpan.FromMinutes(2));
        (await client.LineAsync()).ShouldBe("* BYE Autologout");
        (await client.LineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Speaks_utf_8_in_names_once_that_is_enabled()
    {
        await using var client = await RawClient.ConnectAsync(_server.Imap);
        await client.CommandAsync("LOGIN alex open-sesame");
        (await client.CommandAsync("ENABLE UTF8=ACCEPT CONDSTORE"))[0].ShouldBe("* ENABLED UTF8=ACCEPT");
        (await client.CommandAsync("CREATE \"Entw\u00c3\u00bcrfe\""))[^1].ShouldStartWith("OK ");
        (await client.CommandAsync("LIST \"\" Entw*"))[0].ShouldBe("* LIST (\\HasNoChildren) \"/\" {9}\r\nEntw\u00c3\u00bcrfe");
        (await client.CommandAsync("APPEND INBOX UTF8 (~{14+}\r\nSubject: x\r\n\r\n)"))[^1].ShouldStartWith("OK [APPENDUID ");
    }

    [Fact]
    public async Task Serves_many_clients_at_once_without_losing_a_message()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var client = await RawClient.SelectedAsync(_server.Imap);
            for (var i = 0; i < 10; i++)
                (await client.CommandAsync($"APPEND INBOX {{{Message.Length}+}}\r\n{Message}"))[^1].ShouldStartWith("OK ");
        }));
        await using var last = await RawClient.SelectedAsync(_server.Imap);
        (await last.CommandAsync("UID SEARCH RETURN (COUNT MAX) ALL"))[0].ShouldEndWith("UID MAX 200 COUNT 200");
    }
}
