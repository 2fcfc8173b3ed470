using System.Security.Cryptography;
using System.Text;

namespace Mailstead.Auditing;

/// <summary>Recipients as an audit may keep them: comparable with a known address, not readable.</summary>
public static class AuditDigest
{
    /// <summary>Digests beyond this are left out; the count stays right.</summary>
    private const int MaxListed = 50;

    /// <summary>"2:9f86d081884c7d65,60303ae22b998861": count, then 16 hex digits of the SHA-256 of each.</summary>
    public static string OfRecipients(IReadOnlyCollection<string> recipients) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{recipients.Count}:{string.Join(',', recipients.Take(MaxListed).Select(Of))}");

    private static string Of(string recipient) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipient)).AsSpan(0, 8));
}
