namespace Mailstead.Sandbox.Imap.Commands;

internal sealed class LoginHandler : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var user = arguments.AString();
        arguments.Space();
        var password = arguments.AString();
        arguments.End();
        return ValueTask.FromResult(Accept(session, SandboxOwner.Accepts(user, password)));
    }

    public static ImapReply Accept(ImapSession session, bool known)
    {
        if (!known)
            return ImapReply.No("Wrong user name or password", "AUTHENTICATIONFAILED");
        session.LogIn();
        return ImapReply.Ok("Welcome", $"CAPABILITY {session.Site.CapabilityLine}");
    }
}
