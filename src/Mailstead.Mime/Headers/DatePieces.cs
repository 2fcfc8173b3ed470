namespace Mailstead.Mime.Headers;

/// <summary>What of a date has been read so far.</summary>
internal record struct DatePieces
{
    public int? Year { get; set; }
    public int? Month { get; set; }
    public int? Day { get; set; }
    public int? Hour { get; set; }
    public int Minute { get; set; }
    public int Second { get; set; }
    public int? OffsetMinutes { get; set; }

    public readonly bool TryBuild(out DateTimeOffset value)
    {
        value = default;
        if (Year is not (>= 1900 and <= 9990) || Month is not (>= 1 and <= 12) || Day is not >= 1) return false;
        if (Day > DateTime.DaysInMonth(Year.Value, Month.Value)) return false;
        if (Hour is > 23 || Minute > 59 || Second > 60) return false;
        // A leap second counts as the one before it.
        value = new DateTimeOffset(
            Year.Value, Month.Value, Day.Value, Hour ?? 0, Minute, Math.Min(Second, 59), TimeSpan.FromMinutes(OffsetMinutes ?? 0));
        return true;
    }
}
