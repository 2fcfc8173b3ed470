using System.Text;
using Mailstead.Sandbox;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sandbox;

/// <summary>Commands broken at random, from fixed seeds: the sandbox answers or hangs up, and has no defect to show.</summary>
public sealed class HostileInputTests
{
    private static readonly string[] Imap =
    [
        "UID FETCH 1:* (UID FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT DATE)]<0.100> ENVELOPE BODYSTRUCTURE)", "FETCH 1,3:5,* FULL", "UID FETCH 40 (BODY.PEEK[2.1.MIME] BODY[2.2.HEADER])",
        "UID SEARCH RETURN (MIN ALL) CHARSET UTF-8 OR (FROM \"a\" NOT SEEN) HEADER X-A {3+}\r\nabc", "SEARCH 1:5 SINCE 1-Feb-2024 UID 3:*", "UID STORE 1:3 +FLAGS.SILENT (\\Seen $Work)",
        "APPEND Drafts (\\Draft) \"17-Jul-2024 02:44:25 -0700\" {14+}\r\nSubject: x\r\n\r\n", "LIST (SPECIAL-USE) \"\" (\"*\" %) RETURN (STATUS (MESSAGES UNSEEN))", "UID COPY 1:2 Archive", "UID MOVE 5 \"Entw&APw-rfe\"",
        "CREATE \"a/b\\\"c\"", "RENAME Archive \"x/y\"", "STATUS INBOX (MESSAGES)", "SELECT INBOX", "ID (\"name\" NIL)", "EXPUNGE", "NOOP", "IDLE\r\nDONE", "ENABLE UTF8=ACCEPT", "LSUB \"\" *",
    ];

    private static readonly string[] Smtp =
    [
        "EHLO [127.0.0.1]", "AUTH PLAIN AGFsZXgAb3Blbi1zZXNhbWU=", "AUTH LOGIN\r\nYWxleA==\r\nb3Blbi1zZXNhbWU=", "MAIL FROM:<alex@sandbox.example> SIZE=10 BODY=8BITMIME", "RCPT TO:<\"a b\"@elsewhere.example>",
        "RCPT TO:<hello@sandbox.example>", "DATA\r\nSubject: x\r\n\r\n..x\r\n.", "RSET", "NOOP", "VRFY x", "HELO x",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Broken_commands_are_answered_and_break_nothing(int seed)
    {
        var random = new Random(seed);
        await using var server = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        for (var round = 0; round < 15; round++)
        {
            await using (var imap = await RawClient.SelectedAsync(server.Imap))
                await PlayAsync(imap, string.Concat(Enumerable.Range(0, 20).Select(i => $"f{i} {Break(Imap[random.Next(Imap.Length)], random)}\r\n")));
            await using var smtp = await RawClient.ConnectAsync(server.Smtp);
            await PlayAsync(smtp, string.Concat(Smtp.Select(command => Break(command, random) + "\r\n")));
        }

        server.Defects.ShouldBeEmpty();
        await using var after = await RawClient.SelectedAsync(server.Imap);
        (await after.CommandAsync("UID FETCH 1:* (ENVELOPE BODYSTRUCTURE)"))[^1].ShouldBe("OK Fetched");
    }

    private static async Task PlayAsync(RawClient client, string commands)
    {
        await client.SendAsync(commands);
        client.FinishSending();
        (await client.RestAsync()).ShouldNotBeEmpty();
    }

    /// <summary>Leaves every third as it is; else replaces, inserts, removes or repeats up to three characters.</summary>
    private static string Break(string command, Random random)
    {
        const string Nasty = "(){}[]<>\"\\ \r\n\0*%,:;.~+-&$0123456789\u00ff{9}{99999999999}";
        var text = new StringBuilder(command);
        for (var left = random.Next(3) == 0 ? 0 : random.Next(1, 4); left > 0; left--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text[at] = Nasty[random.Next(Nasty.Length)];
                    break;
                case 1:
                    text.Insert(at, Nasty[random.Next(Nasty.Length)]);
                    break;
                case 2:
                    text.Insert(at, text.ToString(at, Math.Min(8, text.Length - at)));
                    break;
                default:
                    text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
                    if (text.Length == 0)
                        text.Append(' ');
                    break;
            }
        }

        return text.ToString();
    }
}
