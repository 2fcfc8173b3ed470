using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Mailstead.Accounts.Discovery;

/// <summary>The system's DNS servers: /etc/resolv.conf on Unix, the network adapters on Windows. None where the system does not tell.</summary>
internal static class NameServers
{
    private const int Port = 53;
    private const int Most = 3;

    public static IReadOnlyList<IPEndPoint> OfSystem()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(i => i.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                    .SelectMany(i => i.GetIPProperties().DnsAddresses)
                    .Where(a => a.AddressFamily == AddressFamily.InterNetwork || !a.IsIPv6SiteLocal)
                    .Distinct().Take(Most).Select(a => new IPEndPoint(a, Port)),
            ];
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            return [];
        }
    }
}
