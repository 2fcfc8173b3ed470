namespace Mailstead.Accounts.Discovery;

/// <param name="IsTruncated">To be asked again over TCP.</param>
/// <param name="Records">In order of preference; empty when the name or the records do not exist.</param>
internal sealed record DnsAnswer(bool IsTruncated, IReadOnlyList<DnsRecord> Records);
