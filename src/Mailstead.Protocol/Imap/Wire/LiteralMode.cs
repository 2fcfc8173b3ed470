namespace Mailstead.Protocol.Imap.Wire;

/// <summary>How literals are announced.</summary>
internal enum LiteralMode
{
    /// <summary>Wait for a continuation (RFC 9051 section 4.3).</summary>
    Synchronising,

    /// <summary>LITERAL-: up to 4,096 octets without waiting (RFC 7888).</summary>
    SmallNonSynchronising,

    /// <summary>LITERAL+: never wait (RFC 7888).</summary>
    NonSynchronising,

    /// <summary>The server's side: {n}, and the octets follow.</summary>
    Server,
}
