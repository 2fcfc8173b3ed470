namespace Mailstead.Sandbox;

/// <summary>What the sandbox accepts from its clients. Past a limit it refuses in the protocol's own words, or ends the connection where no refusal is possible.</summary>
public sealed record SandboxLimits
{
    public static SandboxLimits Default { get; } = new();

    /// <summary>Open connections of each of the two servers.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>Bytes of one IMAP command outside its literals; SMTP command lines are shorter by RFC 5321 section 4.5.3.1.4.</summary>
    public int MaxCommandBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes of the literals of one command.</summary>
    public int MaxLiteralBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of one message by SMTP; announced as SIZE.</summary>
    public int MaxMessageBytes { get; init; } = 35 << 20;

    /// <summary>Bytes of all mail ever appended or delivered; past it NO [OVERQUOTA] and 452. The sample mail is not counted.</summary>
    public long MaxMailboxBytes { get; init; } = 512L << 20;
    public int MaxMessagesPerMailbox { get; init; } = 500_000;
    public int MaxMailboxes { get; init; } = 1_000;
    public int MaxRecipients { get; init; } = 100;

    /// <summary>SMTP transactions kept for inspection; past it 452.</summary>
    public int MaxRecordedTransactions { get; init; } = 10_000;

    /// <summary>Silence of an IMAP client (RFC 9051 section 5.4 asks for at least 30 minutes).</summary>
    public TimeSpan ImapIdleTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Silence of an SMTP client (RFC 5321 section 4.5.3.2.7).</summary>
    public TimeSpan SmtpIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest a client may leave our bytes unread.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
