using System.Globalization;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Smtp.Commands;

/// <summary>HOLDFOR or HOLDUNTIL (RFC 4865 section 4). Whether a time is past is the server's to say: its clock counts.</summary>
internal static class HoldParameter
{
    private const int MaxSeconds = 999_999_999;

    internal static string Of(SmtpCapability capability, SmtpHold? hold)
    {
        if (hold is null) return "";
        if (capability.FutureRelease is not { } server) throw new CallerException("The server cannot hold a message back (FUTURERELEASE).", ErrorCodes.Unsupported, "Send it when it is due.");
        if (hold.Time is { } time)
        {
            if (time > server.Latest) throw TooLate();
            return string.Create(CultureInfo.InvariantCulture, $" HOLDUNTIL={time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        }

        var seconds = Math.Ceiling(hold.Interval.GetValueOrDefault().TotalSeconds);
        if (seconds is < 1 or > MaxSeconds) throw new CallerException($"A message can be held for 1 to {MaxSeconds} seconds.");
        if (server.Longest > TimeSpan.Zero && seconds > server.Longest.TotalSeconds) throw TooLate();
        return string.Create(CultureInfo.InvariantCulture, $" HOLDFOR={seconds:F0}");
    }

    private static CallerException TooLate() => new("The server does not hold a message for so long.", remedy: "Choose an earlier time.");
}
