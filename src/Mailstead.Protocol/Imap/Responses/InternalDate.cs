using System.Text;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>date-time of RFC 9051 section 9: 17-Jul-1996 02:44:25 -0700, the day with a space, a zero or alone.</summary>
internal static class InternalDate
{
    private const int LengthAfterDay = 24;

    private static ReadOnlySpan<byte> Months => "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"u8;

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        text = text.TrimStart((byte)' ');
        var dash = text.IndexOf((byte)'-');
        if (dash is not (1 or 2) || text.Length != dash + LengthAfterDay)
            return false;
        var rest = text[dash..];
        var sound = TryDigits(text[..dash], out var day) & TryMonth(rest[1..4], out var month) & TryDigits(rest[5..9], out var year)
            & TryDigits(rest[10..12], out var hour) & TryDigits(rest[13..15], out var minute) & TryDigits(rest[16..18], out var second)
            & TryDigits(rest[20..22], out var zoneHours) & TryDigits(rest[22..24], out var zoneMinutes);
        if (!sound || rest[19] is not ((byte)'+' or (byte)'-') || year is < 1 or > 9998 || day < 1 || day > System.DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 60 || zoneMinutes > 59 || (zoneHours * 60) + zoneMinutes > 14 * 60)
            return false;
        var offset = new TimeSpan(zoneHours, zoneMinutes, 0);
        value = new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), rest[19] == '-' ? -offset : offset);
        return true;
    }

    private static bool TryMonth(ReadOnlySpan<byte> name, out int month)
    {
        for (month = 1; month <= 12; month++)
        {
            if (Ascii.EqualsIgnoreCase(name, Months.Slice((month - 1) * 3, 3)))
                return true;
        }
        month = 1;
        return false;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var octet in text)
        {
            if (!ImapChars.IsDigit(octet))
                return false;
            value = (value * 10) + (octet - '0');
        }
        return true;
    }
}
