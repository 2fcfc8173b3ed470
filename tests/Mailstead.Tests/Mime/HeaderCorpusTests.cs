using System.Globalization;
using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Encodings;
using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class HeaderCorpusTests
{
    [Fact]
    public void Encoded_words_of_RFC_2047_and_of_real_senders_are_decoded() => Judge("rfc2047-encoded-words.json", c =>
        EncodedWords.Decode(Encoding.UTF8.GetBytes(c.Text("in"))).ShouldBe(c.Text("out")));

    [Fact]
    public void Parameters_of_RFC_2231_and_of_real_senders_are_read() => Judge("rfc2231-parameters.json", c =>
    {
        var message = Parse($"Content-Type: {c.Text("in")}\r\n\r\n");
        message.Root.ContentType.Parameters.GetValueOrDefault(c.Text("name")).ShouldBe(c.Text("out"));
    });

    [Fact]
    public void Addresses_of_RFC_5322_and_of_real_senders_are_read() => Judge("rfc5322-addresses.json", c =>
    {
        var list = Parse($"To: {c.Text("in")}\r\n\r\n").To;
        list.Select(a => $"{a.DisplayName}|{a.Address}").ShouldBe(c.GetProperty("out").EnumerateArray().Select(a => a.GetString()));
        list.Groups.ShouldBe(c.TryGetProperty("groups", out var groups) ? groups.EnumerateArray().Select(g => g.GetString()!) : []);
    });

    [Fact]
    public void Dates_of_RFC_5322_and_of_real_senders_are_read() => Judge("rfc5322-dates.json", c =>
    {
        var date = Parse($"Date: {c.Text("in")}\r\n\r\n").Date;
        var expected = c.GetProperty("out").GetString();
        date.ShouldBe(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
        if (expected is null || date is null) return;
        date.Value.Offset.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).Offset);
        MailDate.TryParse(MailDate.Format(date.Value), out var again).ShouldBeTrue();
        again.ShouldBe(date.Value);
    });

    [Theory]
    [InlineData("utf8", "utf-8")]
    [InlineData("\"ISO-8859-1\"", "windows-1252")]
    [InlineData("cp1251", "windows-1251")]
    [InlineData("Windows_1251", "windows-1251")]
    [InlineData("x-sjis", "shift_jis")]
    [InlineData("koi8-r", "koi8-r")]
    [InlineData("IBM850", "ibm850")]
    [InlineData("gb2312", "gb18030")]
    [InlineData("iso-2022-kr", "iso-2022-kr")]
    public void A_charset_label_is_found_as_mail_spells_it(string label, string webName)
        => Charsets.Find(label)!.WebName.ShouldBe(webName, StringCompareShould.IgnoreCase);

    [Theory]
    [InlineData("utf-7")]
    [InlineData("unicode-1-1-utf-7")]
    [InlineData("x-unknown")]
    [InlineData("")]
    public void A_charset_that_is_unknown_or_dangerous_is_not_found(string label) => Charsets.Find(label).ShouldBeNull();

    [Fact]
    public void Eight_bit_headers_are_UTF8_else_windows_1252()
    {
        Parse("Subject: caf\u00e9\r\n\r\n").Subject.ShouldBe("café");
        MimeMessage.Parse(Encoding.Latin1.GetBytes("Subject: caf\u00e9 \u0080\r\n\r\n")).Subject.ShouldBe("café €");
    }

    [Fact]
    public void A_folded_header_is_one_line_and_control_characters_are_gone()
    {
        var message = Parse("subject : one\r\n\ttwo\u0007\r\n  three\r\nX: y\r\n\r\nbody");
        message.Subject.ShouldBe("one two  three");
        message.Headers.Get("SUBJECT").ShouldBe(message.Subject);
        message.Headers.Count.ShouldBe(2);
        Encoding.UTF8.GetString(message.Headers[1].Raw.Span).ShouldBe("X: y\r\n");
    }

    private static MimeMessage Parse(string text) => MimeMessage.Parse(Encoding.UTF8.GetBytes(text));

    private static void Judge(string file, Action<System.Text.Json.JsonElement> judge)
    {
        var failures = new List<string>();
        foreach (var c in CorpusFile.Cases(file))
        {
            try
            {
                judge(c);
            }
            catch (ShouldAssertException e)
            {
                failures.Add($"{c.Text("section")}: {c.Text("in")}\n{e.Message}");
            }
        }
        failures.ShouldBeEmpty();
    }
}
