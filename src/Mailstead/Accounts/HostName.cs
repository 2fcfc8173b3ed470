using System.Globalization;
using System.Net;

namespace Mailstead.Accounts;

/// <summary>Names that may be connected to: LDH host names (RFC 1123 section 2.1), their Unicode form, or IP addresses.</summary>
internal static class HostName
{
    public const string Rule = "a host name or an IP address";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>Gives the ASCII form, without a final dot. Refuses everything that is not a plain name: spaces, paths, ports, control characters.</summary>
    public static bool TryNormalize(string text, out string host)
    {
        host = "";
        var name = text.EndsWith('.') ? text[..^1] : text;
        if (name.Length is 0 or > 253) return false;
        if (IPAddress.TryParse(name, out var address))
        {
            host = address.ToString();
            return name.Contains(':', StringComparison.Ordinal) || name.Count(c => c == '.') == 3;
        }
        try
        {
            host = Idn.GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }
        var labels = host.Split('.');
        return host.Length <= 253 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
    }

    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
