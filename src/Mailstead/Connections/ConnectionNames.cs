using System.Collections.Concurrent;
using Mailstead.Protocol.Transport;

namespace Mailstead.Connections;

/// <summary>Names for logs: host:user#n, n counting from 1 for each host and user.</summary>
internal sealed class ConnectionNames
{
    private readonly ConcurrentDictionary<string, int> _last = new(StringComparer.OrdinalIgnoreCase);

    internal string Next(MailEndpoint endpoint, string user)
    {
        var line = $"{endpoint.Host}:{user}";
        return $"{line}#{_last.AddOrUpdate(line, 1, static (_, n) => n + 1)}";
    }
}
