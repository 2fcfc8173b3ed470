using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Sasl;

namespace Mailstead.Protocol.Imap;

/// <summary>One authenticated stream to a server: the face over command queue, response loop and server state. Commands of several callers are pipelined in the order of the calls; all members are thread-safe.</summary>
public sealed class ImapConnection : IAsyncDisposable
{
    private ImapConnection() { }

    /// <summary>DNS, TCP, TLS (or STARTTLS, with everything heard before it forgotten), greeting, CAPABILITY. No credential is sent.</summary>
    public static Task<ImapConnection> ConnectAsync(ImapConnectOptions options, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>One attempt, with the strongest common mechanism; then ENABLE and ID where offered. Fails with <c>authentication_failed</c>.</summary>
    public Task AuthenticateAsync(MailCredential credential, CancellationToken cancellationToken) => throw new NotImplementedException();

    public string Id => throw new NotImplementedException();
    public ImapConnectionState State => throw new NotImplementedException();
    public ImapCapability Capability => throw new NotImplementedException();
    public SelectedMailbox? Selected => throw new NotImplementedException();

    /// <summary>The server's name and version from ID, empty when it has none.</summary>
    public IReadOnlyDictionary<string, string> ServerId => throw new NotImplementedException();

    /// <summary>Why the connection ended; null while it is good.</summary>
    public Exception? Failure => throw new NotImplementedException();

    /// <summary>Untagged news (EXISTS, EXPUNGE, FETCH, VANISHED, ALERT) that no command asked for. Called on the response loop: must not block.</summary>
    public IImapNewsListener? News { get; set; }

    /// <summary>Sends a command and waits for its end. Cancelling while bytes are in flight lets the command finish on the wire and drops its result; a cancelled literal drops the connection.</summary>
    public Task<TResult> ExecuteAsync<TResult>(ImapCommand<TResult> command, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>LOGOUT within 2 s when the line is good, then closes.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
