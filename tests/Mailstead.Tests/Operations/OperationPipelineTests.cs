using Mailstead.Auditing;
using Mailstead.Errors;
using Mailstead.Operations;
using Mailstead.Policies;
using Mailstead.Protocol.Errors;
using Mailstead.Sessions;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class OperationPipelineTests
{
    private readonly FakeTime _time = new();
    private readonly RecordingAuditTrail _audit = new();
    private readonly SessionRegistry _sessions;
    private readonly OperationPipeline _pipeline;
    private readonly OperationContext _context;

    public OperationPipelineTests()
    {
        _sessions = new SessionRegistry(_time);
        _pipeline = new OperationPipeline(_sessions, _audit, _time);
        _context = new OperationContext(_sessions.Create("test", SessionLifetime.Process, activate: true).Id, "cli");
    }

    [Fact]
    public async Task A_call_is_counted_decided_and_written_down()
    {
        (await RunAsync(new ProbeOperation())).ShouldBe("done");
        _audit.Lines.ShouldBe(["open probe cli read allow id=1", "close ok id=1 result=done"]);
        _sessions.Find(_context.Session)!.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Without_an_active_session_nothing_is_asked_or_done()
    {
        var probe = new ProbeOperation();
        _sessions.TryMove(_context.Session, SessionState.Suspended);
        (await Should.ThrowAsync<PolicyException>(() => RunAsync(probe))).Code.ShouldBe(DomainCodes.SessionNotActive);
        probe.Planned.ShouldBeFalse();
    }

    [Fact]
    public async Task A_denied_call_is_written_down_and_never_executed()
    {
        var probe = new ProbeOperation { Action = PolicyAction.PermanentDeletion };
        (await Should.ThrowAsync<PolicyException>(() => RunAsync(probe))).Code.ShouldBe(DomainCodes.Denied);
        probe.Executed.ShouldBeFalse();
        _audit.Lines.ShouldBe(["open probe cli read deny", "close denied id=1"]);
    }

    [Fact]
    public async Task A_change_that_cannot_be_written_down_is_not_made()
    {
        var probe = new ProbeOperation { Action = PolicyAction.ReversibleChange };
        _audit.IsBroken = true;
        (await Should.ThrowAsync<PolicyException>(() => RunAsync(probe))).Code.ShouldBe(DomainCodes.AuditUnavailable);
        probe.Executed.ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_change_is_about_to_touch_is_written_down_before_it_is_touched()
    {
        string[]? before = null;
        await RunAsync(new ProbeOperation
        {
            Action = PolicyAction.ReversibleChange,
            Deed = _ =>
            {
                before = [.. _audit.Lines];
                return Task.CompletedTask;
            },
        });
        before.ShouldBe(["open probe cli change allow id=1"]);
    }

    [Fact]
    public async Task Our_own_errors_pass_as_they_are()
    {
        var gone = new GoneException("It is gone.");
        (await Should.ThrowAsync<GoneException>(() => RunAsync(new ProbeOperation { Deed = _ => throw gone }))).ShouldBeSameAs(gone);
        _audit.Lines[^1].ShouldBe("close gone id=1");
    }

    [Fact]
    public async Task Any_other_error_becomes_one_of_ours_that_shows_nothing_of_its_text()
    {
        var error = await Should.ThrowAsync<InternalErrorException>(() => RunAsync(new ProbeOperation { Deed = _ => throw new InvalidOperationException("secret") }));
        error.Code.ShouldBe(DomainCodes.InternalError);
        error.Message.ShouldNotContain("secret");
        _audit.Lines[^1].ShouldBe("close internal_error id=1");
    }

    [Fact]
    public async Task A_plan_that_fails_leaves_its_line_too()
    {
        await Should.ThrowAsync<CallerException>(() => RunAsync(new ProbeOperation { PlanFails = true }));
        _audit.Lines.ShouldBe(["open probe cli read none", "close invalid_argument"]);
    }

    [Fact]
    public async Task The_deadline_ends_a_call_that_does_not_end()
    {
        var call = RunAsync(new ProbeOperation { Deed = token => Task.Delay(Timeout.InfiniteTimeSpan, _time, token) });
        _time.Advance(TimeSpan.FromSeconds(59));
        call.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        var error = await Should.ThrowAsync<TransportLostException>(() => call);
        error.Code.ShouldBe(ErrorCodes.Timeout);
        error.Message.ShouldContain("60 s");
        _audit.Lines[^1].ShouldBe("close timeout id=1");
    }

    [Fact]
    public async Task The_caller_who_cancels_gets_his_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        var call = _pipeline.RunAsync(new ProbeOperation { Deed = token => Task.Delay(Timeout.InfiniteTimeSpan, _time, token) }, "x", _context, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        _audit.Lines[^1].ShouldBe("close cancelled id=1");
    }

    private Task<string> RunAsync(ProbeOperation probe) => _pipeline.RunAsync(probe, "x", _context, CancellationToken.None);

    private sealed class ProbeOperation : IOperation<string, string>
    {
        public PolicyAction Action { get; init; } = PolicyAction.Read;
        public Func<CancellationToken, Task> Deed { get; init; } = _ => Task.CompletedTask;
        public bool PlanFails { get; init; }
        public bool Planned { get; private set; }
        public bool Executed { get; private set; }
        public string Name => "probe";
        public TimeSpan Deadline => TimeSpan.FromSeconds(60);

        public ValueTask<OperationPlan<string>> PlanAsync(string request, OperationContext context, CancellationToken cancellationToken)
        {
            Planned = true;
            if (PlanFails) throw new CallerException("Wrong.");
            return ValueTask.FromResult(new OperationPlan<string>(PolicyQuestion.Of(Action), new Dictionary<string, string> { ["id"] = "1" }, async (_, _, token) =>
            {
                Executed = true;
                await Deed(token);
                return "done";
            })
            { Outcome = r => new Dictionary<string, string> { ["result"] = r } });
        }
    }

    private sealed class RecordingAuditTrail : IAuditTrail
    {
        public List<string> Lines { get; } = [];
        public bool IsBroken { get; set; }

        public ValueTask<AuditTicket> OpenAsync(AuditOpening opening, CancellationToken cancellationToken)
        {
            if (IsBroken && opening.IsChange) throw new PolicyException(DomainCodes.AuditUnavailable, "No disk.");
            var facts = opening.Facts is null ? "" : string.Concat(opening.Facts.Select(f => $" {f.Key}={f.Value}"));
            Lines.Add($"open {opening.Operation} {opening.Door} {(opening.IsChange ? "change" : "read")} {opening.Decision}{facts}");
            return ValueTask.FromResult(new AuditTicket("0123456789abcdef", opening, 0));
        }

        public ValueTask<bool> CloseAsync(AuditTicket ticket, AuditOutcome outcome, CancellationToken cancellationToken)
        {
            Lines.Add(string.Join(' ', ["close", outcome.Code, .. outcome.Facts.Select(f => $"{f.Key}={f.Value}")]));
            return ValueTask.FromResult(true);
        }
    }
}
