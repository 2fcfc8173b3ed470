namespace Mailstead.Protocol.Smtp;

/// <summary>The delivery status notifications asked for (RFC 3461). Refused before the first octet where DSN is not announced.</summary>
public sealed record SmtpStatusRequest
{
    public SmtpNotify Notify { get; init; }
    public SmtpReturn Return { get; init; }

    /// <summary>ENVID, which reports repeat: 1 to 100 printable ASCII characters or spaces.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>ORCPT: by recipient of the envelope, the ASCII address that the sender first meant.</summary>
    public IReadOnlyDictionary<string, string> OriginalRecipients { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where DSN is not announced, send without it.</summary>
    public bool MayBeIgnored { get; init; }
}
