using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap;

public sealed class ProgressWatchTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly List<MailException> _expired = [];
    private readonly ProgressWatch _watch;
    private long? _oldest;

    public ProgressWatchTests()
    {
        _watch = new ProgressWatch(new TransportOptions { Time = _time }, "test#1", () => _oldest, _expired.Add);
        _oldest = _time.GetTimestamp();
        _watch.Begin();
    }

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void Silence_ends_after_30_seconds_and_not_before()
    {
        _time.Advance(TimeSpan.FromSeconds(29.9));
        _expired.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        _expired.ShouldHaveSingleItem().Code.ShouldBe(ErrorCodes.Timeout);
    }

    [Fact]
    public void A_byte_a_second_is_silence()
    {
        Each(TimeSpan.FromSeconds(1), 60, () => _watch.Received(1, wholeResponse: false)).ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_slow_but_living_line_goes_on()
    {
        Each(TimeSpan.FromSeconds(10), 50, () => _watch.Received(5000, wholeResponse: false)).ShouldBe(TimeSpan.FromSeconds(500));
        _expired.ShouldBeEmpty();
    }

    [Fact]
    public void Endless_chatter_ends_at_the_command_deadline()
    {
        Each(TimeSpan.FromSeconds(10), 100, () => _watch.Received(20, wholeResponse: true)).ShouldBe(TimeSpan.FromMinutes(10));
        _expired.ShouldHaveSingleItem().Code.ShouldBe(ErrorCodes.Timeout);
    }

    [Fact]
    public void A_slow_consumer_of_ours_is_not_the_servers_silence()
    {
        _watch.Pause();
        _time.Advance(TimeSpan.FromMinutes(30));
        _oldest += TimeSpan.FromMinutes(30).Ticks;
        _watch.Resume();
        _expired.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(60));
        _expired.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_large_literal_gets_the_time_it_takes_to_drain()
    {
        _watch.Begin(TimeSpan.FromSeconds(100));
        _time.Advance(TimeSpan.FromSeconds(129));
        _expired.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        _expired.ShouldHaveSingleItem();
    }

    [Fact]
    public void Nothing_in_flight_is_watched_by_no_timer()
    {
        _oldest = null;
        _time.Advance(TimeSpan.FromHours(5));
        _expired.ShouldBeEmpty();
        _time.Pending.ShouldBeEmpty();
        _oldest = _time.GetTimestamp();
        _watch.Begin();
        _time.Advance(TimeSpan.FromSeconds(30));
        _expired.ShouldHaveSingleItem();
    }

    private TimeSpan Each(TimeSpan step, int times, Action act)
    {
        for (var n = 0; n < times && _expired.Count == 0; n++)
        {
            act();
            _time.Advance(step);
        }
        return _time.Elapsed;
    }
}
