using System.Collections.Frozen;
using Mailstead.Sandbox.Faults;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap;

/// <summary>What all IMAP sessions share.</summary>
internal sealed class ImapSite(MailStore store, FaultScript faults, SandboxLimits limits, IReadOnlyList<string>? capabilities, TimeProvider time, Action<Exception> onDefect)
{
    private static readonly string[] All =
    [
        "IMAP4rev1", "LITERAL+", "SASL-IR", "AUTH=PLAIN", "ENABLE", "ID", "NAMESPACE", "LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE", "CHILDREN",
        "UIDPLUS", "MOVE", "IDLE", "ESEARCH", "UNSELECT", "UTF8=ACCEPT",
    ];

    private readonly FrozenSet<string> _announced = (capabilities ?? All).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public MailStore Store { get; } = store;
    public FaultScript Faults { get; } = faults;
    public SandboxLimits Limits { get; } = limits;
    public TimeProvider Time { get; } = time;
    public Action<Exception> OnDefect { get; } = onDefect;
    public string CapabilityLine { get; } = string.Join(' ', capabilities ?? All);

    public bool Has(string capability) => _announced.Contains(capability);
}
