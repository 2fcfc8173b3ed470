using System.Security.Cryptography.X509Certificates;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Transport;

/// <summary>The peer records every byte after TLS: a refused certificate must leave it empty.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    [Fact]
    public async Task A_private_ca_that_was_given_is_trusted() =>
        await Connects(_certificates.Server(), new TransportOptions { ExtraRoots = [_certificates.Root] });

    [Fact]
    public async Task A_self_signed_certificate_that_was_given_as_root_is_trusted()
    {
        var own = _certificates.SelfSigned();
        await Connects(own, new TransportOptions { ExtraRoots = [own] });
    }

    [Fact]
    public async Task A_private_ca_that_was_not_given_is_an_unknown_issuer()
    {
        var error = await Refuses(_certificates.Server(), new TransportOptions());
        error.Message.ShouldContain("unknown issuer");
        error.Remedy!.ShouldContain("CA file");
    }

    [Fact]
    public async Task Another_private_ca_does_not_help()
    {
        using var others = new TestCertificates();
        (await Refuses(_certificates.Server(), new TransportOptions { ExtraRoots = [others.Root] })).Message.ShouldContain("unknown issuer");
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused() =>
        (await Refuses(_certificates.SelfSigned(), new TransportOptions())).Message.ShouldContain("self-signed");

    [Fact]
    public async Task An_expired_certificate_is_refused_though_its_issuer_is_trusted() =>
        (await Refuses(_certificates.Server(validDays: 10, startedDaysAgo: 20), TrustRoot())).Message.ShouldContain("expired");

    [Fact]
    public async Task A_certificate_for_another_host_is_refused_and_its_names_are_told()
    {
        var error = await Refuses(_certificates.Server("mail.example.org"), TrustRoot());
        error.Message.ShouldContain("another host");
        error.Remedy!.ShouldContain("mail.example.org");
    }

    [Fact]
    public async Task A_pinned_key_of_the_leaf_or_of_the_issuer_is_enough()
    {
        var server = _certificates.Server();
        await Connects(server, TrustRoot() with { PinnedKeys = [TestCertificates.KeyHash(server)] });
        await Connects(server, TrustRoot() with { PinnedKeys = ["00", TestCertificates.KeyHash(_certificates.Root).ToUpperInvariant()] });
    }

    [Fact]
    public async Task A_changed_key_is_refused_though_the_chain_is_good()
    {
        var pinned = TestCertificates.KeyHash(_certificates.Server());
        (await Refuses(_certificates.Server(), TrustRoot() with { PinnedKeys = [pinned] })).Message.ShouldContain("pinned");
    }

    [Fact]
    public async Task A_pin_does_not_stand_in_for_a_trusted_issuer()
    {
        var own = _certificates.SelfSigned();
        await Refuses(own, new TransportOptions { PinnedKeys = [TestCertificates.KeyHash(own)] });
    }

    public void Dispose() => _certificates.Dispose();

    private TransportOptions TrustRoot() => new() { ExtraRoots = [_certificates.Root] };

    private static async Task Connects(X509Certificate2 certificate, TransportOptions options)
    {
        await using var peer = ScriptedPeer.StartTls(certificate, async c => (await c.ReadLineAsync()).ShouldBe("secret"));
        await using var transport = await MailTransport.ConnectAsync(peer.Endpoint(TlsMode.Implicit), options, "test", CancellationToken.None);
        transport.IsEncrypted.ShouldBeTrue();
        await transport.Output.WriteAsync("secret\r\n"u8.ToArray());
        (await transport.Input.ReadAsync()).IsCompleted.ShouldBeTrue();
    }

    private static async Task<MailException> Refuses(X509Certificate2 certificate, TransportOptions options)
    {
        await using var peer = ScriptedPeer.StartTls(certificate, c => c.UntilClosedAsync());
        var error = await Should.ThrowAsync<MailException>(MailTransport.ConnectAsync(peer.Endpoint(TlsMode.Implicit), options, "test", CancellationToken.None));
        error.Code.ShouldBe(ErrorCodes.CertificateInvalid);
        error.CanRetry.ShouldBeFalse();
        peer.Conversations.ShouldHaveSingleItem().Received.ShouldBe("");
        return error;
    }
}
