namespace Mailstead.Protocol.Imap.Commands;

/// <summary>ID (RFC 2971). QUIRK(163.com, 126.com): no mailbox can be selected before it.</summary>
internal sealed class IdCommand : ImapCommand<bool>
{
    private static readonly string Version = typeof(IdCommand).Assembly.GetName().Version?.ToString(3) ?? "0";

    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        // A server that refuses to be told who calls is no worse for it.
        await line.TrySendAsync(line.Write("ID (\"name\" \"Mailstead\" \"version\" "u8).String(Version).Raw(")"u8), sink: null, cancellationToken);
        return true;
    }
}
