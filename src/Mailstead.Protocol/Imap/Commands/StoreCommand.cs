namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID STORE +FLAGS or -FLAGS (.SILENT); never replaces.</summary>
public sealed class StoreCommand(UidSet uids, StoreMode mode, IReadOnlyList<Flag> flags) : ImapCommand<bool>
{
    internal override async Task<bool> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        if (flags.Count == 0)
            return true;
        await ImapLine.EachLineAsync(uids, set => line.SendAsync(
            "STORE",
            line.Write("UID STORE "u8).Set(set).Raw(mode == StoreMode.Add ? " +FLAGS.SILENT "u8 : " -FLAGS.SILENT "u8).Flags(flags),
            sink: null, cancellationToken));
        return true;
    }
}
