using System.Globalization;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Transport;

namespace Mailstead.Server.Cli;

/// <summary>HOST[:PORT] as typed, with the TLS mode that the port suggests.</summary>
internal static class EndpointText
{
    public static MailEndpoint Parse(string text, string? tls, string option, int implicitPort, int startTlsPort)
    {
        var mode = tls switch { "implicit" => TlsMode.Implicit, "starttls" => TlsMode.StartTls, "none" => TlsMode.None, _ => (TlsMode?)null };
        var (host, port) = Split(text, option);
        var chosen = mode ?? (port == startTlsPort || port is 25 or 143 or 587 ? TlsMode.StartTls : TlsMode.Implicit);
        return new MailEndpoint(host, port ?? (chosen == TlsMode.Implicit ? implicitPort : startTlsPort), chosen);
    }

    private static (string Host, int? Port) Split(string text, string option)
    {
        var host = text;
        int? port = null;
        var colon = text.LastIndexOf(':');
        var bracketed = text.StartsWith('[') && text.Contains(']', StringComparison.Ordinal);
        if (colon > 0 && (bracketed ? text[colon - 1] == ']' : text.IndexOf(':', StringComparison.Ordinal) == colon))
        {
            host = text[..colon];
            port = int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 ? number : throw Bad(option);
        }

        host = host.Trim('[', ']');
        return Uri.CheckHostName(host) == UriHostNameType.Unknown ? throw Bad(option) : (host, port);
    }

    private static CallerException Bad(string option) => new($"{option} is not a host, or a host and a port.", remedy: $"Write {option} imap.example.org or {option} imap.example.org:993.");
}
