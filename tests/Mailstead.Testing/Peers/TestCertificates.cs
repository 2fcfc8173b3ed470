using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mailstead.Testing;

/// <summary>A private CA and server certificates, good and bad, made when asked for.</summary>
public sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly ECDsa _caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<IDisposable> _made = [];

    public TestCertificates()
    {
        var request = new CertificateRequest($"CN=Test CA {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", _caKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        Root = request.CreateSelfSigned(Now.AddYears(-2), Now.AddYears(2));
    }

    public X509Certificate2 Root { get; }

    /// <summary>For 127.0.0.1 and localhost unless another name is given; valid from yesterday unless told.</summary>
    public X509Certificate2 Server(string? otherName = null, int validDays = 30, int startedDaysAgo = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = ServerRequest(key, otherName);
        using var bare = request.Create(Root, Now.AddDays(-startedDaysAgo), Now.AddDays(validDays - startedDaysAgo), RandomNumberGenerator.GetBytes(8));
        return Usable(bare, key);
    }

    public X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = ServerRequest(key, otherName: null).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
        return Kept(X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), password: null));
    }

    public static string KeyHash(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    public void Dispose()
    {
        foreach (var one in _made) one.Dispose();
        Root.Dispose();
        _caKey.Dispose();
    }

    private static CertificateRequest ServerRequest(ECDsa key, string? otherName)
    {
        var request = new CertificateRequest($"CN={otherName ?? "localhost"}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (otherName is not null) names.AddDnsName(otherName);
        else
        {
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request;
    }

    private X509Certificate2 Usable(X509Certificate2 bare, ECDsa key)
    {
        using var withKey = bare.CopyWithPrivateKey(key);
        return Kept(X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null));
    }

    private X509Certificate2 Kept(X509Certificate2 certificate)
    {
        _made.Add(certificate);
        return certificate;
    }
}
