using System.Text;
using Mailstead.Mime.Headers;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Fuzz.Targets;

/// <summary>Dates of headers and of IMAP; what is read is written and read again as the same instant.</summary>
internal sealed class DateTarget : FuzzTarget
{
    public override string Name => "date";
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("Fri, 21 Nov 1997 09:55:06 -0600\n21 Nov 97 09:55 EST\nMon Jan  5 08:00:00 2026\n1997-11-21T09:55:06Z\n17-Jul-1996 02:44:25 -0700\nThu, 13 Feb 1969 23:32 (comment) +0530\n 1-Jan-2026 00:00:00 +0000");
    public override IReadOnlyList<byte[]> Tokens { get; } = Words("(\n)\n:\n-\n+9999\n-2359\n+1400\n9999\n0000\n0001\n24:00:00\n:60\nFeb 29\nDec 31\nGMT\nPM\n,\nZ\n99999999999");

    public override void Run(byte[] input)
    {
        _ = InternalDate.TryRead(input, out _);
        if (!MailDate.TryParse(Encoding.Latin1.GetString(input), out var date)) return;
        Promise(MailDate.TryParse(MailDate.Format(date), out var again), "a date that was read cannot be read again once written");
        Promise(again.ToUnixTimeSeconds() == date.ToUnixTimeSeconds(), "a date changes when it is written and read");
    }
}
