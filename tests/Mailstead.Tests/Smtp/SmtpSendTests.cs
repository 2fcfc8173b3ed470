using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

public sealed class SmtpSendTests
{
    private static readonly SmtpEnvelope ToBob = new("ann@example.org", ["bob@example.org"]);
    private static readonly SmtpEnvelope ToBoth = new("ann@example.org", ["bob@example.org", "eve@example.org"]);

    [Fact]
    public async Task With_pipelining_one_recipient_goes_in_one_flight_with_data()
    {
        await using var peer = Peer(["PIPELINING", "SIZE 1000"], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:<ann@example.org> SIZE=4", ""), ("RCPT TO:<bob@example.org>", ""), ("DATA", ""));
            await c.SendLinesAsync("250 ok", "250 ok", "354 go");
            (await c.DataAsync()).ShouldBe("hi\r\n");
            await c.SendLinesAsync("250 2.0.0 queued");
        });
        (await Send(peer, ToBob, "hi")).Final.Code.ShouldBe(250);
    }

    [Fact]
    public async Task With_pipelining_many_recipients_are_heard_before_data()
    {
        var many = Enumerable.Range(0, 250).Select(i => $"r{i}@example.org").ToList();
        await using var peer = Peer(["PIPELINING"], async c =>
        {
            await c.ExpectAsync("MAIL FROM:");
            await c.SendLinesAsync("250 ok");
            foreach (var one in many)
            {
                (await c.ReadLineAsync()).ShouldBe($"RCPT TO:<{one}>");
                await c.SendLinesAsync("250 ok");
            }

            await c.TurnsAsync(("DATA", "354 go"));
            await c.DataAsync();
            await c.SendLinesAsync("250 queued");
        });
        (await Send(peer, new SmtpEnvelope("ann@example.org", many), "hi")).Final.Code.ShouldBe(250);
    }

    [Fact]
    public async Task Without_pipelining_each_command_waits_for_its_reply()
    {
        await using var peer = Peer([], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:<ann@example.org>", "250 ok"), ("RCPT TO:<bob@example.org>", "251 will forward"), ("RCPT TO:<eve@example.org>", "250 ok"), ("DATA", "354 go"));
            (await c.DataAsync()).ShouldBe("..\r\nhi\r\n");
            await c.SendLinesAsync("250 queued");
        });
        await Send(peer, ToBoth, ".\nhi\r");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_recipient_resets_the_transaction_and_is_named(bool pipelining)
    {
        await using var peer = Peer(pipelining ? ["PIPELINING"] : [], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:<bob@", "250 ok"), ("RCPT TO:<eve@", "550 5.1.1 no such user"), ("RSET", "250 ok"), ("NOOP", "250 ok"));
        });
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        var error = await Should.ThrowAsync<ServerRefusedException>(connection.SendAsync(ToBoth, "hi"u8.ToArray(), null, CancellationToken.None));
        (error.Code, error.CanRetry, error.ResponseCode).ShouldBe((ErrorCodes.RecipientRefused, false, "550 5.1.1"));
        error.Message.ShouldContain("eve@example.org");
        await connection.NoopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_lone_refused_recipient_takes_the_data_in_flight_with_it()
    {
        await using var peer = Peer(["PIPELINING"], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "450 4.2.1 busy"), ("DATA", "503 5.5.1 no valid recipients"), ("RSET", "250 ok"));
        });
        var error = await Fails(peer, ToBob);
        (error.Code, error.CanRetry).ShouldBe((ErrorCodes.RecipientRefused, true));
    }

    [Fact]
    public async Task A_server_that_wants_data_for_nobody_is_left_without_a_dot()
    {
        await using var peer = Peer(["PIPELINING"], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "550 no"), ("DATA", "354 go"));
            await c.UntilClosedAsync();
        }, quits: false);
        (await Fails(peer, ToBob)).Code.ShouldBe(ErrorCodes.RecipientRefused);
        peer.Conversations[0].Received.ShouldEndWith("DATA\r\n");
    }

    [Theory]
    [InlineData("550 5.7.1 not you", ErrorCodes.SenderRefused, false)]
    [InlineData("451 4.3.0 later", ErrorCodes.SenderRefused, true)]
    [InlineData("530 5.7.0 log in first", ErrorCodes.AuthenticationFailed, false)]
    [InlineData("552 5.3.4 too big", ErrorCodes.MessageTooLarge, false)]
    public async Task A_refused_sender_is_named(string reply, string code, bool canRetry)
    {
        await using var peer = Peer([], c => c.TurnsAsync(("MAIL FROM:", reply), ("RSET", "250 ok")));
        var error = await Fails(peer, ToBob);
        (error.Code, error.CanRetry).ShouldBe((code, canRetry));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_421_in_the_middle_is_an_unavailable_server_and_the_end_of_the_connection(bool pipelining)
    {
        await using var peer = Peer(pipelining ? ["PIPELINING"] : [], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "421 4.3.2 shutting down"));
        }, quits: false);
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        var error = await Should.ThrowAsync<ServerRefusedException>(connection.SendAsync(ToBoth, "hi"u8.ToArray(), null, CancellationToken.None));
        (error.Code, error.CanRetry).ShouldBe((ErrorCodes.ServerUnavailable, true));
        connection.Failure.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("554 5.6.0 spam", ErrorCodes.MessageRefused, false)]
    [InlineData("451 4.7.1 greylisted", ErrorCodes.MessageRefused, true)]
    [InlineData("552 5.3.4 too big", ErrorCodes.MessageTooLarge, false)]
    public async Task A_refusal_after_the_dot_is_certain(string reply, string code, bool canRetry)
    {
        await using var peer = Peer([], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            await c.DataAsync();
            await c.SendLinesAsync(reply);
        });
        var error = await Fails(peer, ToBob);
        (error.Code, error.CanRetry).ShouldBe((code, canRetry));
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_line_lost_before_the_final_dot_may_be_tried_again(string at)
    {
        await using var peer = Peer([], async c =>
        {
            while (await c.ReadLineAsync() is var line && !line.StartsWith(at, StringComparison.Ordinal)) await c.SendLinesAsync("250 ok");
        }, quits: false);
        var error = await Fails(peer, ToBob);
        (error.Code, error.CanRetry).ShouldBe((ErrorCodes.ConnectionLost, true));
    }

    [Fact]
    public async Task A_line_lost_after_the_final_dot_is_delivery_unknown_and_never_tried_again()
    {
        await using var peer = Peer([], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            await c.DataAsync();
        }, quits: false);
        var error = await Fails(peer, ToBob);
        (error.Code, error.CanRetry).ShouldBe((ErrorCodes.DeliveryUnknown, false));
    }

    /// <summary>From the octet of DATA's end on the client may have sent all before it hears of the loss: then, and only then, it does not know.</summary>
    [Fact]
    public async Task Cut_at_any_octet_the_client_never_reports_success_and_never_allows_a_second_try_after_the_dot()
    {
        const string commands = "MAIL FROM:<ann@example.org>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n";
        for (var cut = 0; cut <= commands.Length + "hi\r\n.\r\n".Length; cut++)
        {
            var left = cut;
            await using var peer = Peer([], async c =>
            {
                var line = "";
                while (left-- > 0)
                {
                    line += await c.ReadAsync(1);
                    if (line == "." + "\r\n" || !line.EndsWith("\r\n", StringComparison.Ordinal)) continue;
                    if (line != "hi\r\n") await c.SendLinesAsync(line.StartsWith("DATA", StringComparison.Ordinal) ? "354 go" : "250 ok");
                    line = "";
                }
            }, quits: false);
            await using var connection = await SmtpConversation.ConnectAsync(peer);
            var error = await Should.ThrowAsync<TransportLostException>(connection.SendAsync(ToBob, "hi"u8.ToArray(), null, CancellationToken.None));
            error.CanRetry.ShouldBe(!connection.MayHaveSent, $"cut after {cut}");
            if (cut < commands.Length) error.Code.ShouldBe(ErrorCodes.ConnectionLost);
            else error.Code.ShouldBeOneOf(ErrorCodes.ConnectionLost, ErrorCodes.DeliveryUnknown);
        }
    }

    [Fact]
    public async Task The_hook_runs_when_all_but_the_dot_is_out()
    {
        var readByPeer = new TaskCompletionSource<string>();
        await using var peer = Peer([], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            readByPeer.SetResult(await c.ReadAsync(4));
            (await c.ReadLineAsync()).ShouldBe(".");
            await c.SendLinesAsync("250 queued");
        });
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        await connection.SendAsync(ToBob, "hi"u8.ToArray(), async _ =>
        {
            (await readByPeer.Task).ShouldBe("hi\r\n");
            peer.Conversations[0].Received.ShouldEndWith("hi\r\n");
        }, CancellationToken.None);
    }

    [Fact]
    public async Task A_hook_that_fails_means_no_dot_and_no_mail()
    {
        await using var peer = Peer([], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            await c.UntilClosedAsync();
        }, quits: false);
        await using (var connection = await SmtpConversation.ConnectAsync(peer))
        {
            await Should.ThrowAsync<IOException>(connection.SendAsync(ToBob, "hi"u8.ToArray(), _ => throw new IOException("disk full"), CancellationToken.None));
            connection.Failure.ShouldBeOfType<IOException>();
        }

        peer.Conversations[0].Received.ShouldNotContain("\r\n.\r\n");
    }

    [Fact]
    public async Task Cancelling_after_the_dot_still_hears_the_answer()
    {
        using var caller = new CancellationTokenSource();
        await using var peer = Peer([], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            await c.DataAsync();
            await caller.CancelAsync();
            await c.SendLinesAsync("250 queued");
        });
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        (await connection.SendAsync(ToBob, "hi"u8.ToArray(), null, caller.Token)).Final.Code.ShouldBe(250);
    }

    [Fact]
    public async Task The_answer_to_the_dot_may_take_longer_than_others()
    {
        var time = new FakeTime();
        await using var peer = Peer([], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:", "250 ok"), ("RCPT TO:", "250 ok"), ("DATA", "354 go"));
            await c.DataAsync();
            await c.UntilClosedAsync();
        }, quits: false);
        await using var connection = await SmtpConversation.ConnectAsync(peer, new TransportOptions { Time = time });
        var sending = connection.SendAsync(ToBob, "hi"u8.ToArray(), null, CancellationToken.None);
        await time.WhenTimerIsSetAsync(TimeSpan.FromMinutes(10));
        time.Advance(TimeSpan.FromMinutes(9));
        sending.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(1));
        (await Should.ThrowAsync<TransportLostException>(sending)).Code.ShouldBe(ErrorCodes.DeliveryUnknown);
    }

    [Theory]
    [InlineData("SIZE 3", "hi", "bob@example.org", ErrorCodes.MessageTooLarge)]
    [InlineData("SIZE 300", "h\u00FF", "bob@example.org", ErrorCodes.Unsupported)]
    [InlineData("8BITMIME", "Subject: h\u00FF", "bob@example.org", ErrorCodes.Unsupported)]
    [InlineData("8BITMIME", "hi", "b\u00FCb@example.org", ErrorCodes.Unsupported)]
    [InlineData("8BITMIME", "h\0i", "bob@example.org", ErrorCodes.InvalidArgument)]
    [InlineData("8BITMIME", "hi", "bob@example.org\r\nDATA", ErrorCodes.InvalidArgument)]
    public async Task What_the_server_cannot_carry_is_refused_before_the_first_octet(string capability, string message, string recipient, string code)
    {
        await using var peer = Peer([capability], _ => Task.CompletedTask);
        (await Fails(peer, new SmtpEnvelope("ann@example.org", [recipient]), message)).Code.ShouldBe(code);
        peer.Conversations[0].Received.ShouldNotContain("MAIL");
    }

    [Fact]
    public async Task Nobody_is_no_recipient()
    {
        await using var peer = Peer([], _ => Task.CompletedTask);
        (await Fails(peer, new SmtpEnvelope("ann@example.org", []))).Code.ShouldBe(ErrorCodes.InvalidArgument);
    }

    [Fact]
    public async Task Utf8_is_announced_where_it_is_used()
    {
        await using var peer = Peer(["8BITMIME", "SMTPUTF8"], async c =>
        {
            await c.TurnsAsync(("MAIL FROM:<ann@example.org> BODY=8BITMIME SMTPUTF8", "250 ok"), ("RCPT TO:<b\u00C3\u00BCb@example.org>", "250 ok"), ("DATA", "354 go"));
            await c.DataAsync();
            await c.SendLinesAsync("250 queued");
        });
        await Send(peer, new SmtpEnvelope("ann@example.org", ["b\u00FCb@example.org"]), "h\u00FF");
    }

    private static ScriptedPeer Peer(string[] capabilities, Func<PeerConversation, Task> script, bool quits = true) => ScriptedPeer.Start(async c =>
    {
        await c.GreetAsync(capabilities);
        await script(c);
        if (quits) await c.QuitAsync();
    });

    private static async Task<SmtpReceipt> Send(ScriptedPeer peer, SmtpEnvelope envelope, string message)
    {
        await using var connection = await SmtpConversation.ConnectAsync(peer);
        return await connection.SendAsync(envelope, Encoding.Latin1.GetBytes(message), null, CancellationToken.None);
    }

    private static async Task<MailException> Fails(ScriptedPeer peer, SmtpEnvelope envelope, string message = "hi") =>
        await Should.ThrowAsync<MailException>(Send(peer, envelope, message));
}
