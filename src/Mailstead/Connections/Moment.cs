namespace Mailstead.Connections;

/// <summary>A point in time by both clocks. The steady one stands still while the machine sleeps, the other may be set: what has passed is the longer of the two, so that a connection is never thought fresher than it is.</summary>
internal readonly record struct Moment(long Timestamp, DateTimeOffset Utc)
{
    internal static Moment Now(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    internal TimeSpan Elapsed(TimeProvider time)
    {
        var (steady, wall) = (time.GetElapsedTime(Timestamp), time.GetUtcNow() - Utc);
        return steady > wall ? steady : wall;
    }
}
