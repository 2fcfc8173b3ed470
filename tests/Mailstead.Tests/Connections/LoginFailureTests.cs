using Mailstead.Accounts;
using Mailstead.Protocol.Errors;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Connections;

public sealed class LoginFailureTests
{
    [Fact]
    public async Task A_refused_login_is_tried_once_and_then_answered_at_once_until_it_is_cleared()
    {
        await using var lines = Refusing("[AUTHENTICATIONFAILED] invalid credentials");
        (await Should.ThrowAsync<ServerRefusedException>(lines.TouchAsync())).Code.ShouldBe(ErrorCodes.AuthenticationFailed);
        (await Should.ThrowAsync<ServerRefusedException>(lines.TouchAsync())).Code.ShouldBe(ErrorCodes.AuthenticationFailed);
        lines.Dialled.ShouldBe(1);
        var health = lines.Connections.Health()[0];
        (health.Healthy, health.Error, health.CircuitOpen).ShouldBe((false, ErrorCodes.AuthenticationFailed, true));

        await lines.Connections.ClearAsync(null);
        lines.Script.On = _ => Task.FromResult(false);
        await lines.TouchAsync();
        lines.Connections.Health()[0].Healthy.ShouldBeTrue();
    }

    [Fact]
    public async Task Many_at_once_with_a_wrong_password_make_one_attempt()
    {
        await using var lines = Refusing("[AUTHENTICATIONFAILED] invalid credentials");
        var calls = Enumerable.Range(0, 10).Select(_ => lines.TouchAsync()).ToList();
        foreach (var call in calls) (await Should.ThrowAsync<ServerRefusedException>(call)).Code.ShouldBe(ErrorCodes.AuthenticationFailed);
        lines.Dialled.ShouldBe(1);
    }

    [Fact]
    public async Task Ten_minutes_later_it_is_tried_again()
    {
        await using var lines = Refusing("[AUTHENTICATIONFAILED] invalid credentials");
        await Should.ThrowAsync<ServerRefusedException>(lines.TouchAsync());
        lines.Time.Advance(TimeSpan.FromSeconds(599));
        await Should.ThrowAsync<ServerRefusedException>(lines.TouchAsync());
        lines.Dialled.ShouldBe(1);
        lines.Time.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<ServerRefusedException>(lines.TouchAsync());
        lines.Dialled.ShouldBe(2);
    }

    [Fact]
    public async Task Another_password_is_tried_at_once()
    {
        await using var lines = Refusing("[AUTHENTICATIONFAILED] invalid credentials");
        await Should.ThrowAsync<ServerRefusedException>(lines.TouchAsync());
        lines.Script.On = _ => Task.FromResult(false);
        lines.Password = "the right one";
        (await lines.TouchAsync()).ShouldEndWith("#2");
    }

    [Fact]
    public async Task The_remedy_is_the_providers_own()
    {
        await using var lines = new Lines(account: a => a with { Provider = new ProviderProfile("p") { PasswordHint = "Make an app password." } }, script: RefusingScript("[AUTHENTICATIONFAILED] no"));
        (await Should.ThrowAsync<ServerRefusedException>(lines.TouchAsync())).Remedy.ShouldBe("Make an app password.");
    }

    [Fact]
    public async Task A_server_that_cannot_check_the_password_now_is_tried_again()
    {
        await using var lines = Refusing("[UNAVAILABLE] directory is down");
        var call = lines.TouchAsync();
        await lines.Time.WhenTimerIsSetAsync(left => left > TimeSpan.FromSeconds(1) && left < TimeSpan.FromSeconds(1.02));
        lines.Script.On = _ => Task.FromResult(false);
        await lines.BackOffAsync(1);
        (await call).ShouldEndWith("#2");
    }

    private static Lines Refusing(string answer) => new(script: RefusingScript(answer));

    private static ImapScript RefusingScript(string answer) => new()
    {
        On = async turn =>
        {
            if (turn.Verb != "AUTHENTICATE") return false;
            await turn.NoAsync(answer);
            return true;
        },
    };
}
