namespace Mailstead.Protocol.Smtp;

/// <summary>What we accept from a server, and what we ask of it.</summary>
public sealed record SmtpLimits
{
    public static SmtpLimits Default { get; } = new();

    /// <summary>Bytes of a reply line; RFC 5321 section 4.5.3.1.5 says 512, servers send more.</summary>
    public int MaxLineBytes { get; init; } = 4096;
    public int MaxReplyLines { get; init; } = 200;

    /// <summary>Recipients of one message; RFC 5321 section 4.5.3.1.10 obliges servers to take 100.</summary>
    public int MaxRecipients { get; init; } = 1000;
}
