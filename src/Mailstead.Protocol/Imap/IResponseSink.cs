using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap;

/// <summary>The ears of a command that is in flight. All calls come from the response loop, one at a time.</summary>
internal interface IResponseSink
{
    /// <summary>The command got its tag; nothing has been sent yet.</summary>
    void Begin(Exchange exchange) { }

    /// <summary>Offers an untagged response, oldest command first.</summary>
    /// <returns>False: not for this command.</returns>
    bool Take(scoped in Untagged response);

    /// <summary>Offers a body literal that was announced in a FETCH response cut off behind the announcement.</summary>
    /// <returns>Null: not for this command.</returns>
    LiteralTarget? Open(scoped in Untagged response, long length) => null;

    /// <summary>What the loop waits for before it reads on: a consumer that is slower than the line.</summary>
    ValueTask Pending => default;

    /// <summary>The tagged answer, before whoever waits for it wakes: state that later responses build on changes here.</summary>
    void End(StatusLine line) { }

    /// <summary>The caller has gone; when this returns, nothing of its will be touched again.</summary>
    ValueTask AbandonAsync() => default;
}
