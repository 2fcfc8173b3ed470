namespace Mailstead.Protocol.Imap.Commands;

/// <summary>IDLE (RFC 2177): runs until <paramref name="stop"/> is cancelled or <paramref name="longest"/> has passed, then DONE; news goes to <see cref="ImapConnection.News"/>. Without the capability: <c>unsupported</c>.</summary>
/// <param name="longest">900 s by default of the watcher; at most 1,740 s.</param>
public sealed class IdleCommand(TimeSpan longest, CancellationToken stop) : ImapCommand<bool>;
