using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>LOGIN, for servers that offer no SASL mechanism of ours. The answer is judged by the caller.</summary>
internal sealed class LoginCommand(PasswordCredential credential) : ImapCommand<StatusLine>
{
    internal override Task<StatusLine> RunAsync(ImapLine line, CancellationToken cancellationToken) =>
        line.TrySendAsync(
            line.Write("LOGIN "u8).String(credential.UserName).Space().String(credential.Password.Reveal()),
            sink: null, cancellationToken, redacted: "LOGIN [redacted]");
}
