using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>LOGOUT. The connection is of no use afterwards.</summary>
public sealed class LogoutCommand() : ImapCommand<bool>, IResponseSink
{
    private volatile bool _heardBye;

    bool IResponseSink.Take(scoped in Untagged response)
    {
        if (response.Kind != UntaggedKind.Bye)
            return false;
        _heardBye = true;
        return true;
    }

    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        try
        {
            await line.SendAsync("LOGOUT", line.Write("LOGOUT"u8), this, cancellationToken);
        }
        catch (TransportLostException) when (_heardBye)
        {
            // QUIRK: servers close right after BYE, without the tagged OK.
        }
        return true;
    }
}
