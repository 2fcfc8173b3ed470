using Mailstead.Connections;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.IntegrationTests.Operations;

/// <summary>The mail server dies by SIGKILL while an agent waits for it.</summary>
public sealed class KilledServerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(40)]
    public async Task A_search_gets_an_answer_or_a_typed_error_and_the_next_call_works(int millisecondsIntoTheSearch)
    {
        await using var dovecot = await OwnDovecot.StartAsync();
        await using var house = ServerAccounts.On(dovecot);
        var mail = Letter.Plain("Needle in hay", string.Concat(Enumerable.Repeat("A line of hay that nobody looks for.\r\n", 500)));
        await house.Connections.RunAsync(house.Account, mailbox: null, WorkKind.Change, async (c, token) =>
        {
            for (var i = 0; i < 300; i++) await c.ExecuteAsync(new AppendCommand(MailboxName.Inbox, mail, []), token);
            return true;
        }, CancellationToken.None);

        var search = house.SearchAsync("body:\"not in the hay\" OR subject:needle", limit: 200);
        await Task.Delay(TimeSpan.FromMilliseconds(millisecondsIntoTheSearch), TimeProvider.System);
        await dovecot.KillAsync();
        var restart = dovecot.RestartAsync();
        try
        {
            (await search.WaitAsync(TimeSpan.FromSeconds(65))).Total.ShouldBe(300);
        }
        catch (MailException e)
        {
            e.Code.ShouldBeOneOf(ErrorCodes.ConnectionLost, ErrorCodes.ConnectionRefused, ErrorCodes.Timeout, ErrorCodes.ServerUnavailable);
            e.CanRetry.ShouldBeTrue();
        }

        await restart;
        (await house.SearchAsync("subject:needle", limit: 1)).Total.ShouldBe(300);
    }

    [Fact]
    public async Task While_the_server_is_down_a_call_ends_with_a_typed_error_within_its_deadline()
    {
        await using var dovecot = await OwnDovecot.StartAsync();
        await using var house = ServerAccounts.On(dovecot);
        (await house.SearchAsync()).Total.ShouldBe(0);
        await dovecot.KillAsync();
        var error = await Should.ThrowAsync<TransportLostException>(() => house.SearchAsync().WaitAsync(TimeSpan.FromSeconds(65)));
        error.Remedy.ShouldNotBeNullOrEmpty();
        await dovecot.RestartAsync();
        await RecoversAsync(house);
    }

    /// <summary>A circuit that opened closes again by itself.</summary>
    private static async Task RecoversAsync(MailHouse house)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            try
            {
                (await house.SearchAsync()).Total.ShouldBe(0);
                return;
            }
            catch (MailException e) when (e.CanRetry)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, deadline.Token);
            }
        }
    }
}
