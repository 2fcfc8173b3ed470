using System.Globalization;
using System.Text;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>Makes the files that the data describe: real PDF, PNG, CSV, text, calendar objects.</summary>
internal static class SampleAttachments
{
    /// <param name="description">"pdf invoice.pdf | line | line"; of inline images and invites the composer knows more.</param>
    public static SampleNode Make(string description)
    {
        var (kind, name, lines) = Read(description);
        return kind switch
        {
            "pdf" => SampleNode.File("application/pdf", name, TinyPdf.Write(lines)),
            "png" => SampleNode.File("image/png", name, TinyPng.Write(name)),
            "inline" => SampleNode.File("image/png", name, TinyPng.Write(name), "inline", $"Content-ID: <{name}>\r\n"),
            "csv" => SampleNode.File("text/csv; charset=utf-8", name, Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n")),
            "text" => SampleNode.File("text/plain; charset=utf-8", name, Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n")),
            _ => throw new FormatException($"No such kind of attachment: {kind}"),
        };
    }

    /// <summary>"invite uid | summary | place | +3d 14:30 | minutes" as a REQUEST of the organiser (RFC 5545, 6047).</summary>
    public static string Invite(string description, SampleAddress organiser, SampleAddress attendee, DateTimeOffset now)
    {
        var (_, uid, lines) = Read(description);
        var day = lines[2].Split(' ');
        var start = now.AddDays(int.Parse(day[0].TrimEnd('d'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)).Date
            + TimeSpan.Parse(day[1], CultureInfo.InvariantCulture);
        var end = start.AddMinutes(int.Parse(lines[3], CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"""
            BEGIN:VCALENDAR
            PRODID:-//Sandbox//Sample mail//EN
            VERSION:2.0
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:{uid}@{organiser.Domain}
            DTSTAMP:{now:yyyyMMdd'T'HHmmss'Z'}
            DTSTART:{start:yyyyMMdd'T'HHmmss'Z'}
            DTEND:{end:yyyyMMdd'T'HHmmss'Z'}
            SUMMARY:{lines[0]}
            LOCATION:{lines[1].Replace(",", "\\,", StringComparison.Ordinal)}
            ORGANIZER;CN={organiser.Name}:mailto:{organiser.Address}
            ATTENDEE;CN={attendee.Name};PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{attendee.Address}
            SEQUENCE:0
            STATUS:CONFIRMED
            END:VEVENT
            END:VCALENDAR

            """);
    }

    public static string Kind(string description) => description.Split(' ', 2)[0];

    private static (string Kind, string Name, string[] Lines) Read(string description)
    {
        var parts = description.Split('|', StringSplitOptions.TrimEntries);
        var (kind, name) = parts[0].Split(' ', 2) is [var k, var n] ? (k, n.Trim()) : throw new FormatException($"An attachment has a name: {description}");
        return (kind, name, parts[1..]);
    }
}
