using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Sessions;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sessions;

public sealed class SessionRegistryTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void An_id_is_the_lowercase_hex_of_16_random_octets()
    {
        var asked = 0;
        var registry = new SessionRegistry(_time, octets => { asked = octets.Length; octets.Span.Fill(0xAB); });
        registry.Create("test", SessionLifetime.Default).Id.Value.ShouldBe(string.Concat(Enumerable.Repeat("ab", 16)));
        asked.ShouldBe(16);
    }

    [Fact]
    public void An_id_that_is_taken_is_drawn_again()
    {
        byte next = 0;
        var registry = new SessionRegistry(_time, octets => octets.Span.Fill((byte)(next++ / 2)));
        var ids = Enumerable.Range(0, 3).Select(_ => registry.Create("test", SessionLifetime.Default).Id).ToList();
        ids.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void A_hundred_sessions_created_at_once_all_differ()
    {
        var registry = new SessionRegistry(_time);
        var ids = new SessionId[100];
        Parallel.For(0, 100, i => ids[i] = registry.Create("test", SessionLifetime.Default).Id);
        ids.Distinct().Count().ShouldBe(100);
        registry.Count.ShouldBe(100);
    }

    [Fact]
    public void A_session_starts_pending_and_may_do_nothing_until_it_is_active()
    {
        var registry = new SessionRegistry(_time);
        var session = registry.Create("test", SessionLifetime.Default);
        session.State.ShouldBe(SessionState.Pending);
        Refused(registry, session.Id).ShouldBe(DomainCodes.SessionNotActive);
        registry.TryMove(session.Id, SessionState.Active).ShouldBeTrue();
        registry.Use(session.Id).ShouldBeSameAs(session);
    }

    [Fact]
    public void Using_a_session_counts_it_and_sets_its_idle_clock_back()
    {
        var registry = new SessionRegistry(_time);
        var session = registry.Create("test", new SessionLifetime(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)), activate: true);
        for (var i = 1; i <= 5; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(9));
            registry.Use(session.Id).Calls.ShouldBe(i);
            registry.LastUsedAt(session).ShouldBe(_time.GetUtcNow());
        }
        _time.Advance(TimeSpan.FromMinutes(10));
        Refused(registry, session.Id).ShouldBe(DomainCodes.SessionExpired);
        session.State.ShouldBe(SessionState.Expired);
    }

    [Fact]
    public void Use_does_not_lengthen_the_whole_life()
    {
        var registry = new SessionRegistry(_time);
        var session = registry.Create("test", new SessionLifetime(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15)), activate: true);
        _time.Advance(TimeSpan.FromMinutes(9));
        registry.Use(session.Id);
        _time.Advance(TimeSpan.FromMinutes(6));
        Refused(registry, session.Id).ShouldBe(DomainCodes.SessionExpired);
    }

    [Fact]
    public void A_process_session_outlives_any_idle_time()
    {
        var registry = new SessionRegistry(_time);
        var session = registry.Create("test", SessionLifetime.Process, activate: true);
        _time.Advance(TimeSpan.FromDays(365));
        registry.Use(session.Id).Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    public void An_unknown_id_is_not_found(string? id)
    {
        var registry = new SessionRegistry(_time);
        registry.Find(new SessionId(id!)).ShouldBeNull();
        Refused(registry, new SessionId(id!)).ShouldBe(DomainCodes.NotFound);
    }

    [Fact]
    public void A_removed_session_is_dead_for_those_who_still_hold_it()
    {
        var registry = new SessionRegistry(_time);
        var session = registry.Create("test", SessionLifetime.Default, activate: true);
        registry.Remove(session.Id).ShouldBeTrue();
        registry.Remove(session.Id).ShouldBeFalse();
        session.State.ShouldBe(SessionState.Invalidated);
        Refused(registry, session.Id).ShouldBe(DomainCodes.NotFound);
    }

    [Fact]
    public void Ended_sessions_make_room_and_live_ones_do_not()
    {
        var registry = new SessionRegistry(_time);
        for (var i = 0; i < SessionRegistry.MaxSessions; i++) registry.Create("test", SessionLifetime.Default, activate: true);
        Should.Throw<CallerException>(() => registry.Create("test", SessionLifetime.Default)).Code.ShouldBe(ErrorCodes.LimitExceeded);
        _time.Advance(TimeSpan.FromHours(2));
        registry.Create("test", SessionLifetime.Default);
        registry.Count.ShouldBe(1);
    }

    [Fact]
    public void Only_the_moves_of_the_table_are_possible()
    {
        var allowed = new HashSet<(SessionState, SessionState)>
        {
            (SessionState.Pending, SessionState.Active), (SessionState.Pending, SessionState.Expired), (SessionState.Pending, SessionState.Invalidated),
            (SessionState.Active, SessionState.Suspended), (SessionState.Active, SessionState.Expired), (SessionState.Active, SessionState.Invalidated),
            (SessionState.Suspended, SessionState.Active), (SessionState.Suspended, SessionState.Expired), (SessionState.Suspended, SessionState.Invalidated),
            (SessionState.Expired, SessionState.Invalidated),
        };
        foreach (var from in Enum.GetValues<SessionState>())
            foreach (var to in Enum.GetValues<SessionState>())
                SessionTransitions.Allows(from, to).ShouldBe(allowed.Contains((from, to)), $"{from} to {to}");
    }

    [Fact]
    public void Of_many_that_suspend_a_session_at_once_one_succeeds()
    {
        var registry = new SessionRegistry(_time);
        var session = registry.Create("test", SessionLifetime.Default, activate: true);
        var won = 0;
        Parallel.For(0, 64, _ => { if (registry.TryMove(session.Id, SessionState.Suspended)) Interlocked.Increment(ref won); });
        won.ShouldBe(1);
    }

    private static string Refused(SessionRegistry registry, SessionId id) => Should.Throw<PolicyException>(() => registry.Use(id)).Code;
}
