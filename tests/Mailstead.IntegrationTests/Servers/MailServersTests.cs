using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace Mailstead.IntegrationTests.Servers;

/// <summary>The servers themselves, asked without our own protocol code: when these fail, no other failure here means anything.</summary>
public sealed class MailServersTests(MailServers servers)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dovecot_and_Cyrus_greet_and_take_the_password_of_a_user()
    {
        (await AskAsync(servers.Settings.ImapPort, Login(servers.NextUser()))).ShouldContain("a OK");
        (await AskAsync(servers.Settings.CyrusPort, Login(servers.NextCyrusUser()))).ShouldContain("a OK");
    }

    [Fact]
    public async Task Submission_offers_STARTTLS_and_AUTH()
    {
        var reply = await AskAsync(servers.Settings.SubmissionPort, "EHLO test\r\nQUIT\r\n");
        reply.ShouldContain("STARTTLS");
        reply.ShouldContain("AUTH");
    }

    [Fact]
    public void Every_call_gets_another_user_even_when_all_call_at_once()
    {
        var users = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 40, _ => users.Add(servers.NextUser().Name));
        users.Distinct(StringComparer.Ordinal).Count().ShouldBe(40);
    }

    [Fact]
    public async Task A_delivered_message_is_in_the_inbox_with_its_dots_as_they_were()
    {
        var user = servers.NextUser();
        await servers.DeliverAsync(user, "Subject: dots\r\n\r\n.one\r\n..two\r\n"u8.ToArray(), Cancelled);
        var answer = await AskAsync(
            servers.Settings.ImapPort, $"a LOGIN {user.Name} {user.Password}\r\nb SELECT INBOX\r\nc FETCH 1 BODY[TEXT]\r\nz LOGOUT\r\n");
        answer.ShouldContain("* 1 EXISTS");
        answer.ShouldContain("\r\n.one\r\n..two\r\n");
    }

    [Fact]
    public async Task A_killed_Dovecot_comes_back_on_its_port_with_its_mail()
    {
        await using var dovecot = await OwnDovecot.StartAsync();
        await dovecot.DeliverAsync("Subject: kept\r\n\r\nkept\r\n"u8.ToArray(), Cancelled);
        var before = dovecot.Settings.ProcessId("dovecot");
        await dovecot.KillAsync();
        await Should.ThrowAsync<SocketException>(() => AskAsync(dovecot.Settings.ImapPort, "z LOGOUT\r\n"));
        await dovecot.RestartAsync();
        dovecot.Settings.ProcessId("dovecot").ShouldNotBe(before);
        (await AskAsync(dovecot.Settings.ImapPort, $"a LOGIN {dovecot.User.Name} {dovecot.User.Password}\r\nb SELECT INBOX\r\nz LOGOUT\r\n"))
            .ShouldContain("* 1 EXISTS");
    }

    private static string Login(MailUser user) => $"a LOGIN {user.Name} {user.Password}\r\nz LOGOUT\r\n";

    private async Task<string> AskAsync(int port, string lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(servers.Settings.Host, port, Cancelled);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(lines), Cancelled);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(Cancelled).WaitAsync(TimeSpan.FromSeconds(15), Cancelled);
    }
}
