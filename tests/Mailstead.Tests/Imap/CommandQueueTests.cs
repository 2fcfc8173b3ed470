using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap;

public sealed class CommandQueueTests
{
    /// <summary>The deadline's timer may find the line late while its owner is closing it; what it throws then has nobody to catch it.</summary>
    [Fact]
    public async Task A_line_may_fail_and_be_closed_at_the_same_time()
    {
        await using var peer = ScriptedPeer.Start(p => p.SendLinesAsync("* OK"));
        var options = new TransportOptions();
        await using var transport = await MailTransport.ConnectAsync(peer.Endpoint(), options, "c", TestContext.Current.CancellationToken);
        var queue = new CommandQueue(transport, options, _ => { });
        var pen = await queue.TakePenAsync(CancellationToken.None);
        var waiting = queue.TakePenAsync(CancellationToken.None).AsTask();
        queue.Dispose();
        queue.Fail(TransportErrors.Lost("c"));
        (await Should.ThrowAsync<TransportLostException>(waiting)).Code.ShouldBe(ErrorCodes.ConnectionLost);
        (await Should.ThrowAsync<TransportLostException>(queue.TakePenAsync(CancellationToken.None).AsTask())).Code.ShouldBe(ErrorCodes.ConnectionLost);
        pen.Dispose();
    }
}
