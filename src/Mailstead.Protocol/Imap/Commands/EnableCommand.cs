namespace Mailstead.Protocol.Imap.Commands;

/// <summary>ENABLE (RFC 5161). What came into force is told by the ENABLED response, which the server's state hears.</summary>
internal sealed class EnableCommand(string capability) : ImapCommand<bool>
{
    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        await line.SendAsync("ENABLE", line.Write("ENABLE "u8).Atom(capability), sink: null, cancellationToken);
        return true;
    }
}
