using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Transport;

/// <summary>Judges a server's certificate: name, chain to a root of the system or of <see cref="TransportOptions.ExtraRoots"/>, pins. Revocation is not looked up and missing intermediates are not fetched: either would open connections to hosts that the certificate names.</summary>
internal sealed class CertificateCheck(MailEndpoint endpoint, TransportOptions options)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int MaxNamesShown = 5;

    /// <summary>Why the certificate was refused; null before the handshake and after a good one.</summary>
    internal TransportLostException? Refusal { get; private set; }

    internal static X509ChainPolicy SystemPolicy() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    internal bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = certificate is not X509Certificate2 leaf || chain is null
            ? Refused("brought no certificate", "Check that this port is the right one.")
            : Judge(leaf, chain, errors);
        return Refusal is null;
    }

    private TransportLostException? Judge(X509Certificate2 leaf, X509Chain chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return WrongName(leaf);
        if (errors == SslPolicyErrors.None) return CheckPins(chain);
        if (options.ExtraRoots.Count == 0) return BadChain(leaf, chain);

        using var own = new X509Chain { ChainPolicy = OwnRootsPolicy(chain) };
        return own.Build(leaf) ? CheckPins(own) : BadChain(leaf, own);
    }

    private X509ChainPolicy OwnRootsPolicy(X509Chain received)
    {
        var policy = SystemPolicy();
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(options.ExtraRoots);
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        policy.ExtraStore.AddRange(received.ChainPolicy.ExtraStore);
        foreach (var element in received.ChainElements) policy.ExtraStore.Add(element.Certificate);
        return policy;
    }

    private TransportLostException? CheckPins(X509Chain chain)
    {
        if (options.PinnedKeys.Count == 0) return null;
        foreach (var element in chain.ChainElements)
        {
            var key = Convert.ToHexStringLower(SHA256.HashData(element.Certificate.PublicKey.ExportSubjectPublicKeyInfo()));
            if (options.PinnedKeys.Contains(key, StringComparer.OrdinalIgnoreCase)) return null;
        }

        return Refused("has a certificate whose keys match none of the pinned ones", "If the server's key was changed on purpose, replace the pin; if you do not know, do not connect.");
    }

    private TransportLostException WrongName(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())))
            .Where(IsPlainName).Take(MaxNamesShown).ToList();
        return Refused("has a certificate for another host", names.Count == 0
            ? "Use the host name that the provider publishes."
            : $"The certificate is for {string.Join(", ", names)}: use one of these names as the host if it is yours.");
    }

    private TransportLostException BadChain(X509Certificate2 leaf, X509Chain chain)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return Refused($"has an expired or not yet valid certificate (valid {leaf.NotBefore.ToUniversalTime():yyyy-MM-dd} to {leaf.NotAfter.ToUniversalTime():yyyy-MM-dd})",
                "Check this machine's clock; if it is right, the server's operator must renew the certificate.");
        }

        if (status.HasFlag(X509ChainStatusFlags.UntrustedRoot) || status.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            return string.Equals(leaf.Subject, leaf.Issuer, StringComparison.Ordinal)
                ? Refused("has a self-signed certificate that nobody vouches for", "If the server is yours, give this certificate as the account's CA file.")
                : Refused("has a certificate of an unknown issuer", "If the server has a private CA, give its root certificate as the account's CA file.");
        }

        return Refused($"has a certificate that does not verify ({status})", "The server's operator must replace the certificate.");
    }

    private TransportLostException Refused(string what, string remedy) =>
        new(ErrorCodes.CertificateInvalid, $"{endpoint.Host}:{endpoint.Port} {what}; no credential was sent.", remedy, canRetry: false);

    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*' or ':');
}
