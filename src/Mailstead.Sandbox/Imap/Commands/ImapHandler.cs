namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>Reads the arguments of one command, carries it out, writes its untagged responses. Without state: one instance serves all sessions.</summary>
internal abstract class ImapHandler
{
    /// <exception cref="BadCommandException">The arguments break the grammar.</exception>
    /// <exception cref="Mailboxes.StoreRefusedException">The mailboxes refuse it.</exception>
    public abstract ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken);

    protected static ValueTask<ImapReply> Done(string text = "Done", string? code = null) => ValueTask.FromResult(ImapReply.Ok(text, code));
}
