using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Transport;

public sealed class MailTransportTests
{
    [Fact]
    public async Task Plain_text_beyond_loopback_is_refused_before_any_connection()
    {
        var error = await Fails(new MailEndpoint("mail.example.invalid", 143, TlsMode.None));
        error.Code.ShouldBe(ErrorCodes.PlaintextRefused);
        error.CanRetry.ShouldBeFalse();
    }

    [Fact]
    public async Task A_closed_port_is_connection_refused()
    {
        int port;
        using (var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)probe.LocalEndPoint!).Port;
        }

        var error = await Fails(new MailEndpoint("127.0.0.1", port, TlsMode.Implicit));
        error.Code.ShouldBe(ErrorCodes.ConnectionRefused);
        error.CanRetry.ShouldBeTrue();
    }

    [Fact]
    public async Task An_unknown_name_is_dns_failed() =>
        (await Fails(new MailEndpoint("no-such-host.invalid", 993, TlsMode.Implicit))).Code.ShouldBe(ErrorCodes.DnsFailed);

    [Theory]
    [InlineData("bad host", 993)]
    [InlineData("mail\r\n.example", 993)]
    [InlineData("", 993)]
    [InlineData("localhost", 0)]
    [InlineData("localhost", 65536)]
    public async Task A_host_or_port_that_cannot_be_is_the_callers_fault(string host, int port) =>
        (await Fails(new MailEndpoint(host, port, TlsMode.Implicit))).ShouldBeOfType<CallerException>();

    [Fact]
    public async Task A_tls_handshake_that_never_ends_is_a_timeout_of_the_one_budget()
    {
        var time = new FakeTime();
        await using var peer = ScriptedPeer.Start(c => c.UntilClosedAsync());
        var connecting = MailTransport.ConnectAsync(peer.Endpoint(TlsMode.Implicit), new TransportOptions { Time = time }, "test", CancellationToken.None);
        await time.WhenTimerIsSetAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(29));
        connecting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        var error = await Should.ThrowAsync<TransportLostException>(connecting);
        error.Code.ShouldBe(ErrorCodes.Timeout);
        error.CanRetry.ShouldBeTrue();
    }

    [Fact]
    public async Task A_callers_cancellation_is_not_called_a_timeout()
    {
        await using var peer = ScriptedPeer.Start(c => c.UntilClosedAsync());
        using var caller = new CancellationTokenSource();
        var connecting = MailTransport.ConnectAsync(peer.Endpoint(TlsMode.Implicit), new TransportOptions(), "test", caller.Token);
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(connecting);
    }

    [Fact]
    public async Task A_server_that_speaks_plain_text_on_a_tls_port_is_named()
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.SendLinesAsync("220 mail.example ESMTP ready");
            await c.UntilClosedAsync();
        });
        var error = await Fails(peer.Endpoint(TlsMode.Implicit));
        error.Code.ShouldBe(ErrorCodes.TlsFailed);
        error.Message.ShouldContain("does not speak TLS");
        error.Remedy!.ShouldContain("STARTTLS");
    }

    [Fact]
    public async Task Reads_and_writes_pass_in_both_directions()
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.SendAsync("hello\r\n");
            (await c.ReadLineAsync()).ShouldBe("good day");
        });
        await using var transport = await MailTransport.ConnectAsync(peer.Endpoint(), new TransportOptions(), "test", CancellationToken.None);
        var read = await transport.Input.ReadAtLeastAsync(7);
        Encoding.ASCII.GetString(read.Buffer.ToArray()).ShouldBe("hello\r\n");
        transport.Input.AdvanceTo(read.Buffer.End);
        await transport.Output.WriteAsync("good day\r\n"u8.ToArray());
        (await transport.Input.ReadAsync()).IsCompleted.ShouldBeTrue();
        transport.IsEncrypted.ShouldBeFalse();
        transport.IsSecure.ShouldBeTrue("the peer is this machine");
    }

    [Fact]
    public async Task A_name_with_an_address_that_refuses_is_reached_by_its_other_one()
    {
        await using var peer = ScriptedPeer.Start(async c => await c.SendAsync("hello\r\n"));
        await using var transport = await MailTransport.ConnectAsync(peer.Endpoint(host: "localhost"), new TransportOptions(), "test", CancellationToken.None);
        (await transport.Input.ReadAtLeastAsync(7)).Buffer.Length.ShouldBe(7);
    }

    [Fact]
    public async Task Abort_ends_a_pending_read_with_its_reason()
    {
        await using var peer = ScriptedPeer.Start(c => c.UntilClosedAsync());
        await using var transport = await MailTransport.ConnectAsync(peer.Endpoint(), new TransportOptions(), "test", CancellationToken.None);
        var reading = transport.Input.ReadAsync().AsTask();
        transport.Abort(new ProtocolBrokenException("because"));
        (await Should.ThrowAsync<ProtocolBrokenException>(reading)).Message.ShouldBe("because");
    }

    [Fact]
    public async Task A_reset_by_the_peer_is_connection_lost()
    {
        await using var peer = ScriptedPeer.Start(async c =>
        {
            await c.ExpectAsync("hello");
            c.Reset();
        });
        await using var transport = await MailTransport.ConnectAsync(peer.Endpoint(), new TransportOptions(), "h:u#1", CancellationToken.None);
        await transport.Output.WriteAsync("hello\r\n"u8.ToArray());
        var error = await Should.ThrowAsync<TransportLostException>(async () => await transport.Input.ReadAsync());
        error.Code.ShouldBe(ErrorCodes.ConnectionLost);
        error.Message.ShouldContain("h:u#1");
    }

    [Fact]
    public void Addresses_of_both_families_are_tried_in_turns()
    {
        IPAddress[] found = [IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::2"), IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"), IPAddress.Parse("192.0.2.3")];
        SocketConnector.Interleave(found).Select(a => a.ToString()).ShouldBe(["2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "192.0.2.3"]);
    }

    private static async Task<MailException> Fails(MailEndpoint endpoint) =>
        await Should.ThrowAsync<MailException>(MailTransport.ConnectAsync(endpoint, new TransportOptions(), "test", CancellationToken.None));
}
