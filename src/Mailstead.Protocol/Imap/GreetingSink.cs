using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap;

/// <summary>Waits for the first line of a server: OK, PREAUTH or BYE (RFC 9051 section 7.1).</summary>
internal sealed class GreetingSink : IResponseSink
{
    private readonly TaskCompletionSource<StatusLine> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<StatusLine> Heard => _heard.Task;

    public bool Take(scoped in Untagged response)
    {
        if (_heard.Task.IsCompleted)
            return false;
        StatusCondition condition = response.Kind switch
        {
            UntaggedKind.Ok => StatusCondition.Ok,
            UntaggedKind.Preauth => StatusCondition.Preauth,
            UntaggedKind.Bye => StatusCondition.Bye,
            _ => throw NoGreeting(),
        };
        _heard.TrySetResult(StatusLine.Read(condition, response.Body().Rest));
        return true;
    }

    public void End(StatusLine line) => throw NoGreeting();

    private static ProtocolBrokenException NoGreeting() => new("The server's first line is not an IMAP greeting.");
}
