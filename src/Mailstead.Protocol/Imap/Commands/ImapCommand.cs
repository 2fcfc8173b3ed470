namespace Mailstead.Protocol.Imap.Commands;

/// <summary>One command with its request, reply and fallback. An instance is used once.</summary>
public abstract class ImapCommand<TResult>
{
    // The seam between a command and the queue (write, untagged responses, completion) is the protocol room's own.
    internal ImapCommand() { }
}
