using System.Text;
using Mailstead.Sandbox;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Sandbox;

public sealed class SubmissionTests : IAsyncLifetime
{
    private const string PlainLogin = "AUTH PLAIN AGFsZXhAc2FuZGJveC5leGFtcGxlAG9wZW4tc2VzYW1l";
    private SandboxServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _server.Defects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Announces_what_it_can()
    {
        await using var client = await RawClient.ConnectAsync(_server.Smtp);
        var reply = await client.SmtpAsync("EHLO [127.0.0.1]");
        foreach (var extension in new[] { "PIPELINING", "SIZE 36700160", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN" })
            reply.Split('\n').Select(l => l[4..]).ShouldContain(extension);
    }

    [Fact]
    public async Task Records_exactly_what_came_and_undoes_dot_stuffing()
    {
        await using var client = await LoggedInAsync();
        var reply = await SendAsync(client, "bo@elsewhere.example", "Subject: x\r\n\r\n..dot\r\n.. \r\nend\r\n");
        reply.ShouldStartWith("250 ");
        var sent = _server.Outgoing.ShouldHaveSingleItem();
        Encoding.ASCII.GetString(sent.Wire.Span).ShouldBe("Subject: x\r\n\r\n..dot\r\n.. \r\nend\r\n");
        Encoding.ASCII.GetString(sent.Message.Span).ShouldBe("Subject: x\r\n\r\n.dot\r\n. \r\nend\r\n");
        sent.LeftTheHouse.ShouldBe(["bo@elsewhere.example"]);
        sent.From.ShouldBe("alex@sandbox.example");
        _server.Messages("INBOX").ShouldBeEmpty();
    }

    [Fact]
    public async Task Delivers_to_the_owner_and_to_aliases_with_trace_headers_on_top()
    {
        await using var client = await LoggedInAsync();
        await SendAsync(client, "hello@sandbox.example", "Subject: to myself\r\n\r\nhi\r\n");
        var delivered = Encoding.ASCII.GetString(_server.Messages("INBOX").ShouldHaveSingleItem().Span);
        delivered.ShouldStartWith("Return-Path: <alex@sandbox.example>\r\nReceived: from ");
        delivered.ShouldEndWith("\r\nSubject: to myself\r\n\r\nhi\r\n");
        _server.Outgoing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Subject: x\r\n\r\na\nb\r\n")]
    [InlineData("Subject: x\r\n\r\na\rb\r\n")]
    [InlineData("Subject: x\r\n\r\na\n.\nMAIL FROM:<a@b.example>\r\n")]
    [InlineData("Subject: x\r\n\r\na\n.\r\nb\r\n")]
    [InlineData("Subject: x\r\n\r\na\r.\r\nb\r\n")]
    [InlineData("Subject: x\r\n\r\n\u00e9\r\n")]
    public async Task Refuses_bare_line_ends_and_undeclared_8_bit_text_and_ends_at_the_true_dot_only(string message)
    {
        await using var client = await LoggedInAsync();
        var reply = await SendAsync(client, "bo@elsewhere.example", message);
        reply.ShouldStartWith("550 5.6.");
        var transaction = _server.Transactions.ShouldHaveSingleItem();
        Encoding.Latin1.GetString(transaction.Wire.Span).ShouldBe(message);
        transaction.Accepted.ShouldBeFalse();
        (await client.SmtpAsync("NOOP")).ShouldStartWith("250 ");
    }

    [Fact]
    public async Task Takes_8_bit_text_that_was_declared()
    {
        await using var client = await LoggedInAsync();
        (await client.SmtpAsync("MAIL FROM:<alex@sandbox.example> BODY=8BITMIME SIZE=20")).ShouldStartWith("250 ");
        (await client.SmtpAsync("RCPT TO:<bo@elsewhere.example>")).ShouldStartWith("250 ");
        (await client.SmtpAsync("DATA")).ShouldStartWith("354 ");
        (await client.SmtpAsync("\r\n\u00c3\u00a9\r\n.")).ShouldStartWith("250 ");
    }

    [Fact]
    public async Task Answers_pipelined_commands_in_order()
    {
        await using var client = await LoggedInAsync();
        await client.SendAsync("MAIL FROM:<alex@sandbox.example>\r\nRCPT TO:<nobody@sandbox.example>\r\nRCPT TO:<bo@elsewhere.example>\r\nDATA\r\n");
        (await client.ReplyAsync()).ShouldStartWith("250 2.1.0");
        (await client.ReplyAsync()).ShouldStartWith("550 5.1.1");
        (await client.ReplyAsync()).ShouldStartWith("250 2.1.5");
        (await client.ReplyAsync()).ShouldStartWith("354 ");
        (await client.SmtpAsync("x: y\r\n\r\n.")).ShouldStartWith("250 ");
        _server.Outgoing[0].Recipients.ShouldBe(["bo@elsewhere.example"]);
    }

    [Theory]
    [InlineData("MAIL FROM:<mallory@elsewhere.example>", "553 5.7.1")]
    [InlineData("MAIL FROM:<alex@sandbox.example> SIZE=99999999", "552 5.3.4")]
    [InlineData("MAIL FROM:<alex@sandbox.example> FOO=1", "555 5.5.4")]
    [InlineData("MAIL FROM: alex@sandbox.example", "501 5.5.4")]
    [InlineData("DATA", "503 5.5.1")]
    [InlineData("RCPT TO:<a@b.example>", "503 5.5.1")]
    [InlineData("WHAT", "500 5.5.1")]
    [InlineData("NOOP\nNOOP", "500 5.5.2")]
    public async Task Refuses_with_the_code_of_the_rule_that_was_broken(string command, string reply)
    {
        await using var client = await LoggedInAsync();
        (await client.SmtpAsync(command)).ShouldStartWith(reply);
    }

    [Fact]
    public async Task Wants_a_login_before_mail_and_the_right_password()
    {
        await using var client = await RawClient.ConnectAsync(_server.Smtp);
        await client.SmtpAsync("EHLO x");
        (await client.SmtpAsync("MAIL FROM:<alex@sandbox.example>")).ShouldStartWith("530 5.7.0");
        (await client.SmtpAsync("AUTH PLAIN AGFsZXgAd3Jvbmc=")).ShouldStartWith("535 5.7.8");
        (await client.SmtpAsync("AUTH LOGIN")).ShouldBe("334 VXNlcm5hbWU6");
        (await client.SmtpAsync(Convert.ToBase64String("alex"u8))).ShouldBe("334 UGFzc3dvcmQ6");
        (await client.SmtpAsync(Convert.ToBase64String("open-sesame"u8))).ShouldStartWith("235 ");
    }

    private async Task<RawClient> LoggedInAsync()
    {
        var client = await RawClient.ConnectAsync(_server.Smtp);
        await client.SmtpAsync("EHLO [127.0.0.1]");
        (await client.SmtpAsync(PlainLogin)).ShouldStartWith("235 ");
        return client;
    }

    private static async Task<string> SendAsync(RawClient client, string to, string data)
    {
        await client.SmtpAsync("MAIL FROM:<alex@sandbox.example>");
        await client.SmtpAsync($"RCPT TO:<{to}>");
        await client.SmtpAsync("DATA");
        return await client.SmtpAsync(data + ".");
    }
}
