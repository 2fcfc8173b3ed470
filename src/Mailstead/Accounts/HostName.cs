using System.Net;
using Mailstead.Mime.Addresses;

namespace Mailstead.Accounts;

/// <summary>Names that may be connected to: domain names or IP addresses, nothing else.</summary>
internal static class HostName
{
    public const string Rule = "a host name or an IP address";

    /// <summary>Gives the ASCII form, without a final dot. Refuses spaces, paths, ports, control characters, and short forms of IPv4 such as 127.1.</summary>
    public static bool TryNormalize(string text, out string host)
    {
        host = "";
        if (IPAddress.TryParse(text, out var address))
        {
            host = address.ToString();
            return text.Contains(':', StringComparison.Ordinal) || string.Equals(host, text, StringComparison.Ordinal);
        }
        if (DomainName.TryParse(text.EndsWith('.') ? text[..^1] : text) is not { } name) return false;
        host = name.Ascii;
        return !host[(host.LastIndexOf('.') + 1)..].All(char.IsAsciiDigit);
    }

    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
