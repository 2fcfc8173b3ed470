using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mailstead.Errors;
using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts;

/// <summary>How an account's servers are reached: its deadline, private roots and pins.</summary>
public static class AccountTransport
{
    /// <param name="common">What applies to all accounts: clock, wire log.</param>
    /// <exception cref="ConfigurationException">The CA file cannot be read or holds no certificate.</exception>
    public static TransportOptions For(Account account, TransportOptions common) => common with
    {
        ConnectTimeout = account.Connections.Timeout,
        ProgressTimeout = account.Connections.Timeout,
        ExtraRoots = account.CaFile is { } file ? [.. common.ExtraRoots, .. ReadRoots(account, file)] : common.ExtraRoots,
        PinnedKeys = [.. common.PinnedKeys, .. account.PinnedKeys],
    };

    private static X509Certificate2Collection ReadRoots(Account account, string file)
    {
        var key = $"accounts.{account.Id}.ca_file";
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(file);
            return roots.Count > 0 ? roots : throw new ConfigurationException(key, $"{key}: {file} holds no certificate.", "Name a PEM file with -----BEGIN CERTIFICATE-----.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException(key, $"{key}: {file} cannot be read as certificates: {e.Message}", "Name a PEM file that you may read.");
        }
    }
}
