namespace Mailstead.Accounts.Discovery;

/// <summary>The record types that are asked for, with their numbers (RFC 1035, RFC 2782).</summary>
internal enum DnsRecordType
{
    Mx = 15,
    Srv = 33,
}
