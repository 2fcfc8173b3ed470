using System.Globalization;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

public sealed class SmtpChunkingTests
{
    private static readonly SmtpEnvelope ToBob = new("ann@example.org", ["bob@example.org"]) { Transfer = SmtpTransfer.Chunks };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_message_goes_without_dot_stuffing_and_the_last_line_break_is_the_last_chunk(bool pipelining)
    {
        await using var peer = Peer(pipelining ? ["CHUNKING", "PIPELINING"] : ["CHUNKING"], async c =>
        {
            await RecipientsAsync(c);
            (await ChunkAsync(c, answer: "250 got it")).ShouldBe(".\r\nhi");
            (await ChunkAsync(c, isLast: true, answer: "250 2.0.0 queued")).ShouldBe("\r\n");
        });
        (await SendAsync(peer, ToBob, ".\nhi")).Final.Enhanced.ShouldBe("2.0.0");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "\r\n")]
    [InlineData("\r", "\r\n")]
    public async Task A_message_that_is_no_more_than_the_last_chunk_is_one_chunk(string message, string sent)
    {
        await using var peer = Peer(["CHUNKING"], async c =>
        {
            await RecipientsAsync(c);
            (await ChunkAsync(c, isLast: true, answer: "250 queued")).ShouldBe(sent);
        });
        await SendAsync(peer, ToBob, message);
    }

    [Fact]
    public async Task A_large_message_arrives_whole_and_the_chunks_do_not_wait_for_each_other()
    {
        var message = "Subject: large\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('x', 997) + "\n", 2600));
        await using var peer = Peer(["CHUNKING", "PIPELINING"], async c =>
        {
            await RecipientsAsync(c);
            var all = new StringBuilder();
            for (var i = 0; i < 3; i++) all.Append(await ChunkAsync(c, answer: ""));
            all.Append(await ChunkAsync(c, isLast: true, answer: ""));
            await c.SendLinesAsync("250 one", "250 two", "250 three", "250 queued");
            (all.ToString() == message.ReplaceLineEndings("\r\n")).ShouldBeTrue();
        });
        await SendAsync(peer, ToBob, message);
    }

    [Fact]
    public async Task Without_chunking_it_is_DATA()
    {
        await using var peer = Peer(["PIPELINING"], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            (await c.DataAsync()).ShouldBe("..\r\n");
            await c.SendLinesAsync("250 queued");
        });
        await SendAsync(peer, ToBob, ".");
    }

    [Fact]
    public async Task Unless_asked_for_chunks_it_is_DATA()
    {
        await using var peer = Peer(["CHUNKING", "BINARYMIME"], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            await c.DataAsync();
            await c.SendLinesAsync("250 queued");
        });
        await SendAsync(peer, new SmtpEnvelope("ann@example.org", ["bob@example.org"]), "hi");
    }

    [Fact]
    public async Task The_hook_runs_when_all_but_the_last_chunk_is_out_and_its_failure_sends_nothing()
    {
        var readByPeer = new TaskCompletionSource<string>();
        await using var peer = Peer(["CHUNKING", "PIPELINING"], async c =>
        {
            await RecipientsAsync(c);
            readByPeer.SetResult(await ChunkAsync(c, answer: "250 ok"));
            await c.UntilClosedAsync();
        }, quits: false);
        await using (var connection = await SmtpConversation.ConnectAsync(peer))
        {
            await Should.ThrowAsync<IOException>(connection.SendAsync(ToBob, "hi\r\n"u8.ToArray(), async _ =>
            {
                (await readByPeer.Task).ShouldBe("hi");
                connection.MayHaveSent.ShouldBeFalse();
                throw new IOException("disk full");
            }, CancellationToken.None));
            connection.MayHaveSent.ShouldBeFalse();
        }

        peer.Conversations[0].Received.ShouldNotContain("LAST");
    }

    [Theory]
    [InlineData("552 5.3.4 too big", ErrorCodes.MessageTooLarge, false)]
    [InlineData("451 4.3.0 disk", ErrorCodes.MessageRefused, true)]
    public async Task A_refused_chunk_is_certain_and_resets_the_transaction(string reply, string code, bool canRetry)
    {
        await using var peer = Peer(["CHUNKING", "PIPELINING"], async c =>
        {
            await RecipientsAsync(c);
            await ChunkAsync(c, answer: reply);
            await ChunkAsync(c, isLast: true, answer: "503 5.5.1 no chunk wanted");
            await c.TurnsAsync(("RSET", "250 ok"), ("NOOP", "250 ok"));
        });
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        var error = await Should.ThrowAsync<ServerRefusedException>(connection.SendAsync(ToBob, "hi"u8.ToArray(), null, CancellationToken.None));
        (error.Code, error.CanRetry).ShouldBe((code, canRetry));
        await connection.NoopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Without_pipelining_a_refused_chunk_stops_the_rest_and_the_hook()
    {
        await using var peer = Peer(["CHUNKING"], async c =>
        {
            await RecipientsAsync(c);
            await ChunkAsync(c, answer: "554 5.6.0 spam");
            await c.TurnsAsync(("RSET", "250 ok"));
        });
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        var error = await Should.ThrowAsync<ServerRefusedException>(connection.SendAsync(ToBob, "hi"u8.ToArray(), _ => throw new InvalidOperationException("hook"), CancellationToken.None));
        (error.Code, connection.MayHaveSent).ShouldBe((ErrorCodes.MessageRefused, false));
    }

    [Fact]
    public async Task A_server_that_takes_the_rest_of_a_refused_message_leaves_delivery_unknown()
    {
        await using var peer = Peer(["CHUNKING", "PIPELINING"], async c =>
        {
            await RecipientsAsync(c);
            await ChunkAsync(c, answer: "451 4.3.0 disk");
            await ChunkAsync(c, isLast: true, answer: "250 queued");
            await c.UntilClosedAsync();
        }, quits: false);
        (await FailsAsync(peer, ToBob)).Code.ShouldBe(ErrorCodes.DeliveryUnknown);
    }

    [Theory]
    [InlineData(false, ErrorCodes.ConnectionLost, true)]
    [InlineData(true, ErrorCodes.DeliveryUnknown, false)]
    public async Task A_line_lost_after_the_last_chunk_and_only_then_is_delivery_unknown(bool afterLast, string code, bool canRetry)
    {
        await using var peer = Peer(["CHUNKING"], async c =>
        {
            await RecipientsAsync(c);
            await ChunkAsync(c, answer: afterLast ? "250 ok" : "");
            if (afterLast) await ChunkAsync(c, isLast: true, answer: "");
        }, quits: false);
        var error = await FailsAsync(peer, ToBob);
        (error.Code, error.CanRetry).ShouldBe((code, canRetry));
    }

    [Fact]
    public async Task A_binary_message_keeps_every_octet()
    {
        await using var peer = Peer(["CHUNKING", "BINARYMIME", "SIZE 100"], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:<ann@example.org> SIZE=15 BODY=BINARYMIME", "250 ok"), ("RCPT TO:", "250 ok"));
            ((await ChunkAsync(c, answer: "250 ok")) + await ChunkAsync(c, isLast: true, answer: "250 queued")).ShouldBe("A: b\r\n\r\n\0\r.\n.\u00FF\r");
        });
        await SendAsync(peer, ToBob with { Transfer = SmtpTransfer.Binary }, "A: b\r\n\r\n\0\r.\n.\u00FF\r");
    }

    [Theory]
    [InlineData("CHUNKING")]
    [InlineData("BINARYMIME")]
    public async Task A_binary_message_is_refused_where_it_cannot_go(string capability)
    {
        await using var peer = Peer([capability], _ => Task.CompletedTask);
        (await FailsAsync(peer, ToBob with { Transfer = SmtpTransfer.Binary })).Code.ShouldBe(ErrorCodes.Unsupported);
    }

    private static Task RecipientsAsync(PeerConversation c) => c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"));

    private static async Task<string> ChunkAsync(PeerConversation c, string answer, bool isLast = false)
    {
        var words = (await c.ExpectAsync("BDAT ")).Split(' ');
        words.Length.ShouldBe(isLast ? 2 : 1);
        if (isLast) words[1].ShouldBe("LAST");
        var length = int.Parse(words[0], CultureInfo.InvariantCulture);
        var chunk = length == 0 ? "" : await c.ReadAsync(length);
        if (answer.Length > 0) await c.SendLinesAsync(answer);
        return chunk;
    }

    private static ScriptedPeer Peer(string[] capabilities, Func<PeerConversation, Task> script, bool quits = true) => ScriptedPeer.Start(async c =>
    {
        await c.GreetAsync(capabilities);
        await script(c);
        if (quits) await c.QuitAsync();
    });

    private static async Task<SmtpReceipt> SendAsync(ScriptedPeer peer, SmtpEnvelope envelope, string message)
    {
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        return await connection.SendAsync(envelope, Encoding.Latin1.GetBytes(message), null, CancellationToken.None);
    }

    private static async Task<MailException> FailsAsync(ScriptedPeer peer, SmtpEnvelope envelope) =>
        await Should.ThrowAsync<MailException>(SendAsync(peer, envelope, "hi"));
}
