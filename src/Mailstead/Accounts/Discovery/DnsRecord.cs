namespace Mailstead.Accounts.Discovery;

/// <param name="Host">Checked to be a host name.</param>
/// <param name="Priority">Lower comes first.</param>
/// <param name="Weight">Higher comes first among equals; 0 for MX.</param>
/// <param name="Port">0 for MX.</param>
internal sealed record DnsRecord(string Host, int Priority, int Weight, int Port);
