namespace Mailstead.Mime.Addresses;

/// <summary>One mailbox: a display name (decoded, may be empty) and an addr-spec (RFC 5322 section 3.4.1).</summary>
public sealed record MailAddress(string DisplayName, string Address)
{
    /// <summary>Text before the last @; quoted local-parts keep their quotes. Byte-exact, never folded.</summary>
    public string LocalPart => throw new NotImplementedException();

    /// <summary>Lower case, Unicode (U-label) form.</summary>
    public string Domain => throw new NotImplementedException();

    /// <summary>Reads one address that a caller typed: "a@b" or "Name &lt;a@b&gt;". Refuses groups, lists, CR, LF, NUL and what SMTP cannot carry.</summary>
    public static bool TryParse(string text, out MailAddress? address, out string? problem) => throw new NotImplementedException();

    /// <summary>Name &lt;address&gt;, or the address alone; for people, not for the wire.</summary>
    public override string ToString() => DisplayName.Length == 0 ? Address : $"{DisplayName} <{Address}>";
}
