using System.Net.Sockets;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Transport;

/// <summary>The outermost stream of a connection: whatever breaks below comes out as a <see cref="MailException"/>, or as the reason of the abort.</summary>
internal sealed class FaultNamingStream(Stream inner, Func<Exception, Exception> name) : RelayStream(inner)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (IsFault(e, cancellationToken))
        {
            throw name(e);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await Inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (IsFault(e, cancellationToken))
        {
            throw name(e);
        }
    }

    private static bool IsFault(Exception e, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        IOException or SocketException or ObjectDisposedException => true,
        _ => false,
    };
}
