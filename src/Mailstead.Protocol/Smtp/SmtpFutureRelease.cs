namespace Mailstead.Protocol.Smtp;

/// <summary>How long the server can hold a message back (RFC 4865 section 4).</summary>
/// <param name="Longest">In whole seconds; zero when the server did not say.</param>
/// <param name="Latest">Null when the server did not say.</param>
public sealed record SmtpFutureRelease(TimeSpan Longest, DateTimeOffset? Latest);
