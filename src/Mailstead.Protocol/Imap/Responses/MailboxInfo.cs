namespace Mailstead.Protocol.Imap.Responses;

/// <summary>One LIST response.</summary>
/// <param name="SpecialUse">"\Sent", "\Drafts" ... (RFC 6154), null when none.</param>
/// <param name="Status">With LIST-STATUS only.</param>
public sealed record MailboxInfo(MailboxName Name, char? Delimiter, IReadOnlyList<string> Attributes, string? SpecialUse, MailboxStatus? Status)
{
    public bool IsSelectable => !Attributes.Any(a => string.Equals(a, "\\Noselect", StringComparison.OrdinalIgnoreCase) || string.Equals(a, "\\NonExistent", StringComparison.OrdinalIgnoreCase));
}
