using System.Text;
using Mailstead.Sandbox;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sandbox;

public sealed class ImapFetchTests : IAsyncLifetime
{
    // Offsets below are counted in this text.
    private const string Message =
        "Subject: =?utf-8?B?w6k=?=\r\nFrom: \"Bo, B.\" <bo@elsewhere.example>\r\nTo: alex@sandbox.example\r\nMessage-ID: <1@elsewhere.example>\r\n"
        + "Date: Wed, 17 Jul 2024 02:44:25 -0700\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
        + "--b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\none\r\ntwo\r\n"
        + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\nFrom: c@elsewhere.example\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n"
        + "--i\r\nContent-Type: text/plain\r\n\r\ninner plain\r\n--i\r\nContent-Type: text/html\r\n\r\n<b>inner</b>\r\n--i--\r\n"
        + "\r\n--b\r\nContent-Type: application/pdf; name*=utf-8''%C3%A9.pdf\r\nContent-Disposition: attachment; filename*=utf-8''%C3%A9.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";

    private SandboxServer _server = null!;
    private RawClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, TestContext.Current.CancellationToken);
        _server.Deliver(Encoding.ASCII.GetBytes(Message));
        _client = await RawClient.SelectedAsync(_server.Imap);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        _server.Defects.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1", "one\r\ntwo")]
    [InlineData("1.MIME", "Content-Type: text/plain; charset=us-ascii\r\n\r\n")]
    [InlineData("2.HEADER", "Subject: inner\r\nFrom: c@elsewhere.example\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n")]
    [InlineData("2.HEADER.FIELDS (SUBJECT)", "Subject: inner\r\n\r\n")]
    [InlineData("2.1", "inner plain")]
    [InlineData("2.2", "<b>inner</b>")]
    [InlineData("2.2.MIME", "Content-Type: text/html\r\n\r\n")]
    [InlineData("3", "AAAA")]
    [InlineData("HEADER.FIELDS (TO X-NONE)", "To: alex@sandbox.example\r\n\r\n")]
    [InlineData("HEADER.FIELDS.NOT (SUBJECT TO MESSAGE-ID DATE CONTENT-TYPE)", "From: \"Bo, B.\" <bo@elsewhere.example>\r\n\r\n")]
    public async Task Cuts_out_a_section(string section, string octets) =>
        (await FetchAsync($"BODY.PEEK[{section}]")).ShouldBe($"* 1 FETCH (UID 1 BODY[{section}] {{{octets.Length}}}\r\n{octets})");

    [Theory]
    [InlineData("4")]
    [InlineData("1.1")]
    [InlineData("2.3")]
    [InlineData("1.HEADER")]
    public async Task Answers_nil_for_a_part_that_is_not_there(string section) =>
        (await FetchAsync($"BODY.PEEK[{section}]")).ShouldBe($"* 1 FETCH (UID 1 BODY[{section}] NIL)");

    [Theory]
    [InlineData("0.9", "Subject: ", 0)]
    [InlineData("9.5", "=?utf", 9)]
    [InlineData("100000.5", "", 100000)]
    public async Task Serves_octet_ranges(string range, string octets, int origin) =>
        (await FetchAsync($"BODY.PEEK[]<{range}>")).ShouldBe($"* 1 FETCH (UID 1 BODY[]<{origin}> {{{octets.Length}}}\r\n{octets})");

    [Fact]
    public async Task Header_and_text_make_the_whole()
    {
        var header = (await FetchAsync("BODY.PEEK[HEADER]")).Split("}\r\n", 2)[1][..^1];
        var text = (await FetchAsync("BODY.PEEK[TEXT]")).Split("}\r\n", 2)[1][..^1];
        (header + text).ShouldBe(Message);
        header.ShouldEndWith("\r\n\r\n");
    }

    [Fact]
    public async Task Writes_the_envelope_with_defaults_and_raw_encoded_words() =>
        (await FetchAsync("ENVELOPE")).ShouldBe(
            "* 1 FETCH (UID 1 ENVELOPE (\"Wed, 17 Jul 2024 02:44:25 -0700\" \"=?utf-8?B?w6k=?=\" ((\"Bo, B.\" NIL \"bo\" \"elsewhere.example\")) ((\"Bo, B.\" NIL \"bo\" \"elsewhere.example\"))"
            + " ((\"Bo, B.\" NIL \"bo\" \"elsewhere.example\")) ((NIL NIL \"alex\" \"sandbox.example\")) NIL NIL NIL \"<1@elsewhere.example>\"))");

    [Fact]
    public async Task Writes_the_body_structure() =>
        (await FetchAsync("BODYSTRUCTURE")).ShouldBe(
            "* 1 FETCH (UID 1 BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"us-ascii\") NIL NIL \"7BIT\" 8 1 NIL NIL NIL NIL)"
            + "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 193 (NIL \"inner\" ((NIL NIL \"c\" \"elsewhere.example\")) ((NIL NIL \"c\" \"elsewhere.example\")) ((NIL NIL \"c\" \"elsewhere.example\")) NIL NIL NIL NIL NIL)"
            + " ((\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 11 0 NIL NIL NIL NIL)(\"TEXT\" \"HTML\" NIL NIL NIL \"7BIT\" 12 0 NIL NIL NIL NIL) \"ALTERNATIVE\" (\"BOUNDARY\" \"i\") NIL NIL NIL) 13 NIL NIL NIL NIL)"
            + "(\"APPLICATION\" \"PDF\" (\"NAME*\" \"utf-8''%C3%A9.pdf\") NIL NIL \"BASE64\" 4 NIL (\"ATTACHMENT\" (\"FILENAME*\" \"utf-8''%C3%A9.pdf\")) NIL NIL) \"MIXED\" (\"BOUNDARY\" \"b\") NIL NIL NIL))");

    [Theory]
    [InlineData("ALL", "SUBJECT \u00e9", "")]
    [InlineData("SUBJECT", "{2+}\r\n\u00c3\u00a9", "1")]
    [InlineData("FROM", "bo@", "1")]
    [InlineData("BODY", "\"inner plain\"", "1")]
    [InlineData("BODY", "elsewhere", "")]
    [InlineData("TEXT", "ELSEWHERE", "1")]
    [InlineData("HEADER", "Message-ID \"<1@elsewhere.example>\"", "1")]
    [InlineData("HEADER", "X-None \"\"", "")]
    [InlineData("SENTON", "17-Jul-2024", "1")]
    [InlineData("SENTSINCE", "18-Jul-2024", "")]
    [InlineData("NOT", "SEEN", "1")]
    [InlineData("OR", "SEEN (UNFLAGGED SMALLER 10000)", "1")]
    [InlineData("LARGER", "10000", "")]
    [InlineData("UID", "1:*", "1")]
    [InlineData("UID", "2:*", "1")]
    [InlineData("KEYWORD", "$Forwarded", "")]
    public async Task Finds_what_the_criteria_describe(string key, string argument, string found)
    {
        if (key == "ALL")
        {
            (await _client.CommandAsync("UID SEARCH SUBJECT \u00e9"))[^1].ShouldStartWith("BAD ");
            return;
        }

        (await _client.CommandAsync($"UID SEARCH CHARSET UTF-8 {key} {argument}"))[0].TrimEnd().ShouldBe($"* SEARCH {found}".TrimEnd());
        var extended = (await _client.CommandAsync($"UID SEARCH RETURN (MIN MAX COUNT ALL) CHARSET UTF-8 {key} {argument}"))[0];
        extended.ShouldMatch(found.Length == 0 ? @"^\* ESEARCH \(TAG ""t\d+""\) UID COUNT 0$" : @"^\* ESEARCH \(TAG ""t\d+""\) UID MIN 1 MAX 1 COUNT 1 ALL 1$");
    }

    [Fact]
    public async Task Refuses_search_keys_that_are_nested_without_end()
    {
        (await _client.CommandAsync($"UID SEARCH {new string('(', 5000)}ALL{new string(')', 5000)}"))[^1].ShouldStartWith("BAD ");
        (await _client.CommandAsync($"UID SEARCH {string.Concat(Enumerable.Repeat("NOT ", 5000))}ALL"))[^1].ShouldStartWith("BAD ");
    }

    private async Task<string> FetchAsync(string item) => (await _client.CommandAsync($"UID FETCH 1 ({item})"))[0];
}
