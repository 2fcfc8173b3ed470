using Mailstead.Mime.Addresses;
using Mailstead.Protocol.Errors;

namespace Mailstead.Operations.Composing;

/// <summary>Everybody a mail goes to: one list, made once. What policy judges, what the header fields name and what RCPT TO carries are all read from it.</summary>
internal sealed class Recipients
{
    private readonly List<(RecipientField Field, MailAddress Address)> _all = [];

    public IReadOnlyList<MailAddress> To => In(RecipientField.To);
    public IReadOnlyList<MailAddress> Cc => In(RecipientField.Cc);
    public IReadOnlyList<MailAddress> Bcc => In(RecipientField.Bcc);

    /// <summary>Bare addresses, each once.</summary>
    public IReadOnlyList<string> Envelope => [.. _all.Select(r => r.Address.Address)];

    /// <summary>As <see cref="Envelope"/>, domains in A-labels: every server can carry those.</summary>
    /// <exception cref="FormatException">One that SMTP cannot carry.</exception>
    public IReadOnlyList<string> Wire => [.. _all.Select(r => r.Address.WireAddress)];

    /// <summary>The first field that names somebody keeps him.</summary>
    public void Add(RecipientField field, IEnumerable<MailAddress> addresses)
    {
        foreach (var address in addresses)
        {
            if (_all.Exists(r => IsSame(r.Address, address)))
            {
                continue;
            }

            if (_all.Count == OperationLimits.Recipients)
            {
                throw new CallerException($"The message would have more than {OperationLimits.Recipients} recipients.", ErrorCodes.LimitExceeded, "Write to fewer people, or to a list.");
            }

            _all.Add((field, address));
        }
    }

    /// <summary>Addresses that a caller typed, each "a@b" or "Name &lt;a@b&gt;".</summary>
    public void Add(RecipientField field, IReadOnlyList<string>? typed)
    {
        var name = field.ToString().ToLowerInvariant();
        var entries = Arguments.Lines(name, typed, OperationLimits.Recipients);
        for (var i = 0; i < entries.Count; i++)
        {
            if (!MailAddress.TryParse(entries[i], out var address, out var problem) || address is null)
            {
                throw new CallerException($"'{name}' entry {i + 1} is not one address: {problem}", remedy: "Write each recipient as its own entry: name@example.com or Name <name@example.com>.");
            }

            Add(field, [address]);
        }
    }

    private List<MailAddress> In(RecipientField field) => [.. _all.Where(r => r.Field == field).Select(r => r.Address)];

    /// <summary>Local-part byte for byte, domain without case: only the receiving host knows more.</summary>
    private static bool IsSame(MailAddress a, MailAddress b) =>
        string.Equals(a.LocalPart, b.LocalPart, StringComparison.Ordinal) && string.Equals(a.Domain, b.Domain, StringComparison.OrdinalIgnoreCase);
}
