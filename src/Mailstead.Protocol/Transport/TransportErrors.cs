using System.Net.Sockets;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Transport;

/// <summary>The named causes of a connection that could not be made, each with what to do.</summary>
internal static class TransportErrors
{
    internal static TransportLostException DnsFailed(string host, Exception? inner) => new(
        ErrorCodes.DnsFailed, $"The name {host} could not be resolved.",
        "Check the host name for a typing mistake, and that this machine can reach its DNS server.", inner: inner);

    internal static TransportLostException NotConnected(MailEndpoint endpoint, SocketException? inner) => inner?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new TransportLostException(
            ErrorCodes.ConnectionRefused, $"{endpoint.Host}:{endpoint.Port} refused the connection.",
            "Check the port, and that the mail server is running.", inner: inner),
        SocketError.TimedOut => TimedOut(endpoint, inner),
        _ => new TransportLostException(
            ErrorCodes.ConnectionLost, $"{endpoint.Host}:{endpoint.Port} cannot be reached.",
            "Check the network, the host and the port.", inner: inner),
    };

    internal static TransportLostException TimedOut(MailEndpoint endpoint, Exception? inner = null) => new(
        ErrorCodes.Timeout, $"{endpoint.Host}:{endpoint.Port} did not answer in time.",
        "Check host and port, and whether a firewall is in the way; then try again.", inner: inner);

    /// <summary>Connected in plain text, and the server waits in silence: most often it waits for a TLS handshake.</summary>
    internal static TransportLostException NoGreeting(MailEndpoint endpoint, Exception? inner = null) => endpoint.Tls == TlsMode.Implicit
        ? new(ErrorCodes.Timeout, $"{endpoint.Host}:{endpoint.Port} sent no greeting in time.", "Check that this port belongs to the right service; then try again.", inner: inner)
        : new(ErrorCodes.Timeout, $"{endpoint.Host}:{endpoint.Port} sent no greeting in time.",
            "This port probably expects TLS from the first byte: choose implicit TLS, or use the STARTTLS port (143 for IMAP, 587 for SMTP).", inner: inner);

    internal static TransportLostException Lost(string connectionId, Exception? inner = null) => new(
        ErrorCodes.ConnectionLost, $"The connection {connectionId} was lost.", "Try again.", inner: inner);

    internal static TransportLostException Silent(string connectionId, TimeSpan waited) => new(
        ErrorCodes.Timeout, $"The connection {connectionId} was silent for {waited.TotalSeconds:0} s and has been closed.", "Try again; if it repeats, the server is overloaded or unreachable.");

    internal static TransportLostException TooLong(string connectionId, TimeSpan allowed) => new(
        ErrorCodes.Timeout, $"A command on the connection {connectionId} did not end within {allowed.TotalSeconds:0} s.", "Try again with a smaller request.");

    internal static TransportLostException PlaintextRefused(MailEndpoint endpoint) => new(
        ErrorCodes.PlaintextRefused, $"Plain text to {endpoint.Host} is refused: anyone on the way could read the password.",
        "Choose implicit TLS or STARTTLS; or allow plain text for this account, if you must.", canRetry: false);

    internal static TransportLostException PlaintextOnTlsPort(MailEndpoint endpoint, Exception inner) => new(
        ErrorCodes.TlsFailed, $"{endpoint.Host}:{endpoint.Port} does not speak TLS on this port.",
        "This port speaks plain text first: choose STARTTLS, or the TLS port (993 for IMAP, 465 for SMTP).", canRetry: false, inner);

    internal static TransportLostException TlsFailed(MailEndpoint endpoint, Exception inner) => new(
        ErrorCodes.TlsFailed, $"The TLS handshake with {endpoint.Host}:{endpoint.Port} failed.",
        "The server must offer TLS 1.2 or newer; check that this port is the right one.", canRetry: false, inner);

    internal static ProtocolBrokenException InjectedBeforeTls(string connectionId) => new(
        $"The connection {connectionId} brought data between STARTTLS and the TLS handshake: it has been closed, and nothing of that data was read.");
}
