namespace Mailstead.Protocol.Transport;

public enum TlsMode
{
    /// <summary>TLS from the first byte.</summary>
    Implicit,

    /// <summary>Mandatory upgrade: no STARTTLS, no session.</summary>
    StartTls,

    /// <summary>Plain text: loopback, or an explicit opt-in of the account.</summary>
    None,
}
