using System.Net;
using System.Net.Sockets;

namespace Mailstead.Protocol.Transport;

/// <summary>A host and port to a connected socket: both address families, the next address tried 250 ms after the last (RFC 8305).</summary>
internal static class SocketConnector
{
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    /// <summary>Addresses tried of one name.</summary>
    private const int MaxAddresses = 8;

    internal static async Task<Socket> ConnectAsync(MailEndpoint endpoint, TransportOptions options, CancellationToken cancellationToken)
    {
        var addresses = Interleave(await ResolveAsync(endpoint, cancellationToken));
        if (endpoint.Tls == TlsMode.None && !endpoint.AllowPlaintext) addresses.RemoveAll(a => !IPAddress.IsLoopback(a));
        if (addresses.Count == 0) throw TransportErrors.DnsFailed(endpoint.Host, inner: null);
        return await RaceAsync(endpoint, addresses, options, cancellationToken);
    }

    private static async Task<IPAddress[]> ResolveAsync(MailEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(endpoint.Host, out var literal)) return [literal];
        try
        {
            // The system's resolver does not let itself be cancelled everywhere: who waits for it can always leave.
            return await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw TransportErrors.DnsFailed(endpoint.Host, e);
        }
    }

    /// <summary>The family that the resolver put first, then the other, in turns.</summary>
    internal static List<IPAddress> Interleave(IReadOnlyList<IPAddress> addresses)
    {
        var first = addresses.Where(a => a.AddressFamily == addresses[0].AddressFamily).ToList();
        var second = addresses.Where(a => a.AddressFamily != addresses[0].AddressFamily).ToList();
        var order = new List<IPAddress>(addresses.Count);
        for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
        {
            if (i < first.Count) order.Add(first[i]);
            if (i < second.Count) order.Add(second[i]);
        }

        return order.Count > MaxAddresses ? order[..MaxAddresses] : order;
    }

    private static async Task<Socket> RaceAsync(MailEndpoint endpoint, List<IPAddress> addresses, TransportOptions options, CancellationToken cancellationToken)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Socket>>(addresses.Count);
        SocketException? failure = null;
        try
        {
            for (var next = 0; next < addresses.Count || running.Count > 0;)
            {
                if (next < addresses.Count) running.Add(OpenAsync(addresses[next++], endpoint.Port, options, losers.Token));
                var ended = await FirstToEndAsync(running, next < addresses.Count, options.Time, cancellationToken);
                if (ended is null) continue;
                running.Remove(ended);
                try
                {
                    return await ended;
                }
                catch (SocketException e)
                {
                    failure = e;
                }
            }

            throw TransportErrors.NotConnected(endpoint, failure);
        }
        finally
        {
            await losers.CancelAsync();
            foreach (var loser in running) DiscardAsync(loser);
        }
    }

    /// <summary>Null when the stagger passed first.</summary>
    private static async Task<Task<Socket>?> FirstToEndAsync(List<Task<Socket>> running, bool more, TimeProvider time, CancellationToken cancellationToken)
    {
        var any = Task.WhenAny(running);
        if (!more) return await any.WaitAsync(cancellationToken);
        try
        {
            return await any.WaitAsync(Stagger, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static void DiscardAsync(Task<Socket> loser) => _ = loser.ContinueWith(
        static t =>
        {
            if (t.IsCompletedSuccessfully) t.Result.Dispose();
            else _ = t.Exception;
        },
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static async Task<Socket> OpenAsync(IPAddress address, int port, TransportOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var seconds = Math.Max(1, (int)options.TcpKeepAlive.TotalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, seconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Math.Max(1, seconds / 4));
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
