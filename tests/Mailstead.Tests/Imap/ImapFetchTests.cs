using System.Buffers;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap;

public sealed class ImapFetchTests
{
    private const string Request = "UID FETCH 1:9 (UID FLAGS BODY.PEEK[])";
    private static readonly string[] Answers =
    [
        "* 1 FETCH (UID 1 FLAGS (\\Seen) BODY[] {10}\r\nab)\r\n{3}\r\n)\r\n", "* 2 FETCH (BODY[] {0}\r\n UID 2 FLAGS ())\r\n", "* 3 FETCH (UID 3 BODY[] NIL FLAGS ())\r\n",
    ];

    private static readonly string Answer = string.Concat(Answers);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static UidSet Nine => UidSet.Range(new Uid(1), new Uid(9));

    [Fact]
    public async Task Bodies_come_whole_however_the_stream_is_cut_into_packets()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            var tag = await ImapScript.TagOfAsync(p, Request);
            foreach (var c in Answer)
                await p.SendAsync(c.ToString());
            await p.SendLinesAsync($"{tag} OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var found = await connection.ExecuteAsync(new FetchCommand(Nine, FetchItems.Flags, [BodySection.Whole]), Cancelled);
        found.Select(f => f.Uid.Value).ShouldBe([1u, 2u, 3u]);
        Encoding.ASCII.GetString(found[0].Sections[BodySection.Whole].Span).ShouldBe("ab)\r\n{3}\r\n");
        found[1].Sections[BodySection.Whole].Length.ShouldBe(0);
        found[2].Sections.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_cut_at_any_byte_never_gives_a_partial_message()
    {
        var scripts = Enumerable.Range(0, Answer.Length).Select<int, Func<PeerConversation, Task>>(cut => async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.TagOfAsync(p, Request);
            await p.SendAsync(Answer[..cut]);
        }).ToArray();
        await using var peer = ScriptedPeer.Start(scripts);
        for (var cut = 0; cut < Answer.Length; cut++)
        {
            await using var connection = await ImapScript.LogInAsync(peer);
            var consumer = new Recorder();
            (await Should.ThrowAsync<TransportLostException>(connection.ExecuteAsync(new FetchStreamCommand(Nine, FetchItems.Flags, [BodySection.Whole], consumer), Cancelled)))
                .Code.ShouldBe(ErrorCodes.ConnectionLost);
            consumer.Messages.Count.ShouldBe(Enumerable.Range(1, 3).Count(n => Answers.Take(n).Sum(a => a.Length) <= cut));
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public async Task What_a_list_keeps_is_bounded_for_all_messages_together(int responses, int bodies)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.TagOfAsync(p, "UID FETCH 1 (UID BODY.PEEK[])");
            var body = $"BODY[] {{400}}\r\n{new string('x', 400)}";
            for (var n = 0; n < responses; n++)
                await p.SendLinesAsync($"* 1 FETCH (UID 1 {string.Join(' ', Enumerable.Repeat(body, bodies))})");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer, limits: ImapLimits.Default with { MaxFetchBytes = 1000 });
        (await Should.ThrowAsync<ProtocolBrokenException>(connection.ExecuteAsync(new FetchCommand(UidSet.Of([new Uid(1)]), FetchItems.None, [BodySection.Whole]), Cancelled)))
            .Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Fact]
    public async Task Literals_without_end_in_one_response_are_cut()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.TagOfAsync(p, "UID FETCH 1 (UID BODY.PEEK[])");
            await p.SendAsync("* 1 FETCH (UID 2 " + string.Concat(Enumerable.Repeat("BODY[1] {0}\r\n ", 101)));
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer, limits: ImapLimits.Default with { MaxLiteralsPerResponse = 100 });
        (await Should.ThrowAsync<ProtocolBrokenException>(connection.ExecuteAsync(new FetchCommand(UidSet.Of([new Uid(1)]), FetchItems.None, [BodySection.Whole]), Cancelled)))
            .Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Fact]
    public async Task Envelopes_without_end_are_cut()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.TagOfAsync(p, "UID FETCH 1 (UID ENVELOPE)");
            for (var n = 0; n < 5; n++)
                await p.SendLinesAsync($"* 1 FETCH (UID 1 ENVELOPE (NIL \"{new string('x', 300)}\" NIL NIL NIL NIL NIL NIL NIL NIL))");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer, limits: ImapLimits.Default with { MaxFetchBytes = 1000 });
        (await Should.ThrowAsync<ProtocolBrokenException>(connection.ExecuteAsync(new FetchCommand(UidSet.Of([new Uid(1)]), FetchItems.Envelope), Cancelled)))
            .Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Fact]
    public async Task A_stream_hands_over_chunks_and_messages_in_order()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.AnswerAsync(p, Request, Answer + "* 1 FETCH (UID 1 FLAGS (\\Deleted))", "$ OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var consumer = new Recorder();
        var news = new NewsRecorder();
        connection.News = news;
        (await connection.ExecuteAsync(new FetchStreamCommand(Nine, FetchItems.Flags, [BodySection.Whole], consumer), Cancelled)).ShouldBe(3);
        consumer.Messages.ShouldBe(["1:ab)\r\n{3}\r\n", "2:", "3:"]);
        news.All.ShouldHaveSingleItem().Kind.ShouldBe(ImapNewsKind.Fetch);
    }

    [Fact]
    public async Task A_consumer_that_throws_fails_its_command_and_not_the_connection()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.AnswerAsync(p, Request, Answer.TrimEnd(), "$ OK");
            await ImapScript.AnswerAsync(p, "NOOP", "$ OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var consumer = new Recorder { OnLiteral = () => throw new InvalidDataException("disk full") };
        (await Should.ThrowAsync<InvalidDataException>(connection.ExecuteAsync(new FetchStreamCommand(Nine, FetchItems.Flags, [BodySection.Whole], consumer), Cancelled))).Message.ShouldBe("disk full");
        consumer.Messages.ShouldBeEmpty();
        await connection.ExecuteAsync(new NoopCommand(), Cancelled);
    }

    [Fact]
    public async Task A_cancelled_stream_is_not_touched_again_and_the_connection_stays_good()
    {
        var goOn = new TaskCompletionSource();
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            var tag = await ImapScript.TagOfAsync(p, Request);
            await p.SendAsync(Answer[..50]);
            await goOn.Task;
            await p.SendAsync(Answer[50..] + tag + " OK\r\n");
            await ImapScript.AnswerAsync(p, "NOOP", "$ OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        using var cancel = new CancellationTokenSource();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new Recorder { OnLiteral = () => entered.TrySetResult() };
        var fetch = connection.ExecuteAsync(new FetchStreamCommand(Nine, FetchItems.Flags, [BodySection.Whole], consumer), cancel.Token);
        await entered.Task.WaitAsync(Patience.Limit, Cancelled);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(fetch);
        goOn.SetResult();
        await connection.ExecuteAsync(new NoopCommand(), Cancelled);
        consumer.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_consumer_holds_the_line_back()
    {
        var release = new TaskCompletionSource();
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.AnswerAsync(p, Request, Answer.TrimEnd(), "$ OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var consumer = new Recorder { Wait = release.Task };
        var fetch = connection.ExecuteAsync(new FetchStreamCommand(Nine, FetchItems.Flags, [BodySection.Whole], consumer), Cancelled);
        await consumer.FirstMessage.WaitAsync(Patience.Limit, Cancelled);
        consumer.Messages.Count.ShouldBe(1);
        fetch.IsCompleted.ShouldBeFalse();
        release.SetResult();
        (await fetch).ShouldBe(3);
    }

    [Fact]
    public async Task Pieces_of_one_message_are_joined_and_strangers_left_out()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.AnswerAsync(
                p, "UID FETCH 5:* (UID FLAGS RFC822.SIZE)", "* 1 FETCH (UID 3 FLAGS () RFC822.SIZE 1)", "* 2 FETCH (FLAGS (\\Seen))", "* 2 FETCH (UID 5 FLAGS ())",
                "* 2 FETCH (RFC822.SIZE 7 UID 5)", "* 3 FETCH (UID 6 FLAGS () RFC822.SIZE 8)", "* 3 FETCH (UID 6 FLAGS (\\Seen))", "$ OK");
            await ImapScript.UntilGoneAsync(p);
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        var found = await connection.ExecuteAsync(new FetchCommand(UidSet.From(new Uid(5)), FetchItems.Flags | FetchItems.Size), Cancelled);
        found.OrderBy(f => f.Uid).Select(f => (f.Uid.Value, f.Size, f.Flags!.Count)).ShouldBe([(5u, 7u, 0), (6u, 8u, 1)]);
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 1 BODY[] {99999999999999}")]
    [InlineData("* 1 FETCH (UID 1 BODY[] {9223372036854775807}")]
    [InlineData("* 1 FETCH (UID 1 BODY[] {99999999999999999999999999999999999999999}")]
    public async Task A_body_beyond_the_limit_drops_the_connection_before_a_byte_of_it_is_kept(string line)
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.TagOfAsync(p, Request);
            await p.SendLinesAsync(line);
            await p.UntilClosedAsync();
        });
        await using var connection = await ImapScript.LogInAsync(peer);
        (await Should.ThrowAsync<ProtocolBrokenException>(connection.ExecuteAsync(new FetchCommand(Nine, FetchItems.Flags, [BodySection.Whole]), Cancelled))).Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Fact]
    public async Task Responses_without_end_are_cut_off()
    {
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await ImapScript.TagOfAsync(p, Request);
            while (true)
                await p.SendAsync(string.Concat(Enumerable.Repeat("* 1 FETCH (FLAGS ())\r\n", 100)));
        });
        await using var connection = await ImapScript.LogInAsync(peer, limits: new ImapLimits { MaxResponsesPerCommand = 5_000 });
        (await Should.ThrowAsync<ProtocolBrokenException>(connection.ExecuteAsync(new FetchCommand(Nine, FetchItems.Flags, [BodySection.Whole]), Cancelled))).Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_the_progress_timeout()
    {
        var time = new FakeTime();
        await using var peer = ScriptedPeer.Start(async p =>
        {
            await ImapScript.GreetAsync(p);
            await p.UntilClosedAsync();
        });
        await using var connection = await ImapScript.LogInAsync(peer, new TransportOptions { Time = time });
        var fetch = connection.ExecuteAsync(new FetchCommand(Nine, FetchItems.Flags), Cancelled);
        await time.WhenTimerIsSetAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(31));
        (await Should.ThrowAsync<TransportLostException>(fetch)).Code.ShouldBe(ErrorCodes.Timeout);
    }

    private sealed class Recorder : IFetchConsumer
    {
        private readonly StringBuilder _body = new();
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Messages { get; } = [];
        public Action? OnLiteral { get; init; }
        public Task Wait { get; init; } = Task.CompletedTask;
        public Task FirstMessage => _first.Task;

        public ValueTask OnLiteralAsync(Uid uid, BodySection section, ReadOnlySequence<byte> chunk, long literalLength, bool last)
        {
            section.ShouldBe(BodySection.Whole);
            OnLiteral?.Invoke();
            _body.Append(Encoding.ASCII.GetString(chunk));
            if (last)
                _body.Length.ShouldBe((int)literalLength);
            return default;
        }

        public async ValueTask OnMessageAsync(FetchData data)
        {
            Messages.Add($"{data.Uid}:{_body}");
            _body.Clear();
            _first.TrySetResult();
            await Wait;
        }
    }
}
