using System.Text;
using Mailstead.Sandbox.Smtp;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>AUTHENTICATE PLAIN (RFC 9051 section 6.2.2), with an initial response where SASL-IR is announced (RFC 4959).</summary>
internal sealed class AuthenticateHandler : ImapHandler
{
    private const int MaxResponseBytes = 12 * 1024;

    public override async ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var mechanism = arguments.Keyword();
        var initial = session.Site.Has("SASL-IR") && arguments.TryTake((byte)' ') ? arguments.AString() : null;
        arguments.End();
        if (mechanism != "PLAIN" || !session.Site.Has("AUTH=PLAIN"))
            return ImapReply.No("No such mechanism", "CANNOT");
        if (initial is null)
        {
            session.Writer.Raw("+ \r\n");
            await session.Line.FlushAsync(cancellationToken);
            var bytes = await session.Line.ReadLineAsync(MaxResponseBytes, cancellationToken);
            initial = bytes is null ? "*" : Encoding.ASCII.GetString(bytes).TrimEnd('\r', '\n');
        }

        if (initial == "*")
            return ImapReply.Bad("Cancelled");
        try
        {
            return LoginHandler.Accept(session, SmtpAuthentication.IsKnownPlain(Encoding.UTF8.GetString(Convert.FromBase64String(initial))));
        }
        catch (FormatException)
        {
            return ImapReply.Bad("That is not base64");
        }
    }
}
