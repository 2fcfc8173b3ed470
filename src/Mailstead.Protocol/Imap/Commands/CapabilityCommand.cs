namespace Mailstead.Protocol.Imap.Commands;

/// <summary>CAPABILITY.</summary>
public sealed class CapabilityCommand() : ImapCommand<ImapCapability>
{
    internal override async Task<ImapCapability> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        await line.SendAsync("CAPABILITY", line.Write("CAPABILITY"u8), sink: null, cancellationToken);
        return line.State.Capability;
    }
}
