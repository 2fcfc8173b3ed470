using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Mailstead.Mime.Parsing;
using Mailstead.Sandbox;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sandbox;

public sealed class SampleMailboxTests : IAsyncLifetime
{
    private static readonly string[] Folders = ["INBOX", "Archive", "Drafts", "Junk", "Projects/Northwind", "Sent", "Trash"];
    private SandboxServer _server = null!;
    private IReadOnlyList<MimeMessage> _all = [];

    public async ValueTask InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        _all = [.. Folders.SelectMany(f => _server.Messages(f)).Select(m => MimeMessage.Parse(m))];
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Holds_about_two_hundred_messages_in_all_folders()
    {
        _all.Count.ShouldBeInRange(180, 220);
        foreach (var folder in Folders)
            _server.Messages(folder).Count.ShouldBeGreaterThanOrEqualTo(3, folder);
    }

    [Fact]
    public void Every_message_but_the_malformed_one_parses_without_a_defect()
    {
        var defective = _all.Where(m => m.Defects.Count > 0).ToList();
        defective.ShouldHaveSingleItem().From[0].Domain.ShouldBe("copyshop.example");
        foreach (var message in _all.Except(defective))
        {
            message.Subject.ShouldNotBeEmpty();
            message.From.Count.ShouldBe(1, message.Subject);
            message.Date.ShouldNotBeNull(message.Subject);
            message.MessageId.ShouldNotBeNull(message.Subject);
            (message.TextBody ?? message.HtmlBody).ShouldNotBeNull(message.Subject).DecodeText().ShouldNotContain("\uFFFD", customMessage: message.Subject);
        }
    }

    [Fact]
    public void Every_header_line_is_at_most_78_wide_and_every_line_ends_in_crlf()
    {
        foreach (var message in _all.Where(m => m.Defects.Count == 0))
        {
            var text = Encoding.Latin1.GetString(message.Raw.Span);
            text.Replace("\r\n", "").ShouldNotContain('\n', message.Subject);
            text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Max(l => l.Length).ShouldBeLessThanOrEqualTo(78, message.Subject);
            text.Split("\r\n").Max(l => l.Length).ShouldBeLessThanOrEqualTo(998, message.Subject);
        }
    }

    [Fact]
    public void Message_ids_are_unique_and_every_reference_is_to_an_older_message_that_is_there()
    {
        var byId = _all.Where(m => m.Defects.Count == 0).ToDictionary(m => m.MessageId!, StringComparer.Ordinal);
        foreach (var reply in byId.Values.Where(m => m.InReplyTo is not null))
        {
            byId.ShouldContainKey(reply.InReplyTo!);
            byId[reply.InReplyTo!].Date!.Value.ShouldBeLessThan(reply.Date!.Value, reply.Subject);
            reply.References[^1].ShouldBe(reply.InReplyTo);
            reply.References.ShouldBe([.. byId[reply.InReplyTo!].References, reply.InReplyTo!]);
        }
    }

    [Fact]
    public void Holds_several_threads_of_four_to_eight_messages()
    {
        var threads = _all.Where(m => m.MessageId is not null).GroupBy(m => m.References.Count == 0 ? m.MessageId : m.References[0]).Select(g => g.Count()).ToList();
        threads.Count(n => n is >= 4 and <= 8).ShouldBeGreaterThanOrEqualTo(8);
        threads.Max().ShouldBe(8);
    }

    [Fact]
    public void Exactly_one_message_is_hostile()
    {
        var hostile = _all.Where(m => m.HtmlBody is { } html && html.DecodeText().Contains("attacker@evil.example", StringComparison.Ordinal)).ShouldHaveSingleItem();
        _all.Count(m => Encoding.Latin1.GetString(m.Raw.Span).Contains("evil.example", StringComparison.Ordinal)).ShouldBe(1);
        hostile.From[0].Address.ShouldBe("it-desk@evil.example");
        hostile.From[0].DisplayName.ShouldBe("Alex Moreau <alex@sandbox.example>");
        hostile.TextBody!.DecodeText().EnumerateRunes().ShouldContain(r => r.Value >= 0xE0020 && r.Value <= 0xE007F);
        var html = hostile.HtmlBody!.DecodeText();
        html.ShouldContain("display:none");
        html.ShouldContain('\u200B');
        html.ShouldContain("<a href=\"http://evil.example/collect?u=alex\">https://sandbox.example/migration</a>");
    }

    [Fact]
    public void Names_no_domain_that_anybody_could_own()
    {
        foreach (var address in _all.SelectMany(m => m.From.Concat(m.To).Concat(m.Cc).Concat(m.ReplyTo)).Where(a => a.Address.Contains('@', StringComparison.Ordinal)))
            (address.Domain.EndsWith(".example", StringComparison.Ordinal) || address.Domain.EndsWith(".test", StringComparison.Ordinal)).ShouldBeTrue(address.Address);
    }

    [Theory]
    [InlineData("iso-2022-jp", "珈琲の欄の余白")]
    [InlineData("koi8-r", "Каталог готов к печати")]
    [InlineData("gb18030", "纸张的手感非常好")]
    [InlineData("windows-1252", "teinte « brume »")]
    [InlineData("iso-8859-15", "178,00 €")]
    public void Old_charsets_read_as_they_were_written(string charset, string text) =>
        _all.SelectMany(m => m.AllParts()).Where(p => p.IsText && string.Equals(p.ContentType.Charset, charset, StringComparison.Ordinal)).ShouldContain(p => p.DecodeText().Contains(text));

    [Fact]
    public void Attachments_are_real_files()
    {
        var parts = _all.SelectMany(m => m.AllParts()).ToList();
        var pdfs = parts.Where(p => p.ContentType.MediaType == "application/pdf" && p.TransferEncoding == TransferEncoding.Base64).Select(p => p.Decode()).ToList();
        pdfs.Count.ShouldBeGreaterThanOrEqualTo(15);
        foreach (var pdf in pdfs.Select(Encoding.ASCII.GetString))
        {
            pdf.ShouldStartWith("%PDF-1.4\n");
            var start = int.Parse(pdf.Split("startxref\n")[1].Split('\n')[0], CultureInfo.InvariantCulture);
            pdf[start..].ShouldStartWith("xref\n0 6\n");
            var offset = int.Parse(pdf[start..].Split('\n')[3][..10], CultureInfo.InvariantCulture);
            pdf[offset..].ShouldStartWith("1 0 obj");
        }

        foreach (var png in parts.Where(p => p.ContentType.MediaType == "image/png").Select(p => p.Decode()))
        {
            var at = Encoding.Latin1.GetString(png).IndexOf("IDAT", StringComparison.Ordinal);
            using var pixels = new MemoryStream();
            using (var zlib = new ZLibStream(new MemoryStream(png, at + 4, png.Length - at - 8), CompressionMode.Decompress))
                zlib.CopyTo(pixels);
            pixels.Length.ShouldBe(24 * 73);
        }

        parts.ShouldContain(p => p.FileName == "Buchungsbestätigung.pdf");
        parts.ShouldContain(p => p.FileName == "样品照片.png");
        parts.ShouldContain(p => p.ContentType.MediaType == "text/calendar" && p.DecodeText().Contains("METHOD:REQUEST\r\n", StringComparison.Ordinal));
        parts.Count(p => p.EmbeddedMessage is not null).ShouldBe(7);
        parts.ShouldContain(p => p.ContentType.Parameters.GetValueOrDefault("format") == "flowed");
    }

    [Fact]
    public async Task Dates_hang_on_the_clock_and_nothing_else_changes_with_it()
    {
        var time = new StoppedClock(new DateTimeOffset(2031, 3, 4, 5, 6, 7, 890, TimeSpan.Zero));
        await using var first = await SandboxServer.StartAsync(new SandboxOptions { Time = time }, TestContext.Current.CancellationToken);
        await using var second = await SandboxServer.StartAsync(new SandboxOptions { Time = time }, TestContext.Current.CancellationToken);
        foreach (var folder in Folders)
            first.Messages(folder).Select(m => Convert.ToBase64String(m.Span)).ShouldBe(second.Messages(folder).Select(m => Convert.ToBase64String(m.Span)));
        MimeMessage.Parse(first.Messages("INBOX")[^1]).Date.ShouldBe(new DateTimeOffset(2031, 3, 4, 5, 2, 7, TimeSpan.Zero));
    }

    [Fact]
    public async Task Starts_in_under_100_ms()
    {
        var quickest = TimeSpan.MaxValue; // of many: a busy machine adds to a start, and takes nothing away
        for (var i = 0; i < 50 && quickest >= TimeSpan.FromMilliseconds(100); i++)
        {
            var watch = Stopwatch.StartNew();
            await using var server = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
            quickest = watch.Elapsed < quickest ? watch.Elapsed : quickest;
        }

        quickest.ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
