using System.Text;

namespace Mailstead.Mime.Addresses;

/// <summary>One mailbox: a display name (decoded, may be empty) and an addr-spec (RFC 5322 section 3.4.1).</summary>
public sealed record MailAddress(string DisplayName, string Address)
{
    /// <summary>Text before the last @; quoted local-parts keep their quotes. Byte-exact, never folded.</summary>
    public string LocalPart => Address.LastIndexOf('@') is >= 0 and var at ? Address[..at] : Address;

    /// <summary>Lower case, Unicode (U-label) form; empty for an address without one (mail of a local system).</summary>
    public string Domain => Address.LastIndexOf('@') is >= 0 and var at ? AddressSyntax.ToUnicode(Address[(at + 1)..]) : "";

    /// <summary>The local-part is not ASCII: only a server with SMTPUTF8 can carry it (RFC 6531). A domain never needs that, see <see cref="WireAddress"/>.</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(LocalPart);

    /// <summary>For SMTP and for headers: the domain in A-labels.</summary>
    /// <exception cref="FormatException">Nothing that SMTP can carry.</exception>
    public string WireAddress
    {
        get
        {
            if (AddressSyntax.Problem(Address) is { } problem) throw new FormatException($"The address {problem}.");
            var at = Address.LastIndexOf('@');
            return string.Concat(Address.AsSpan(0, at + 1), AddressSyntax.ToAscii(Address[(at + 1)..]));
        }
    }

    /// <summary>Reads one address that a caller typed: "a@b" or "Name &lt;a@b&gt;". Refuses groups, lists, CR, LF, NUL and what SMTP cannot carry.</summary>
    public static bool TryParse(string text, out MailAddress? address, out string? problem)
    {
        address = null;
        problem = null;
        var typed = text.AsSpan().Trim(' ');
        if (typed.IsEmpty) problem = "is empty";
        else if (typed.ContainsAny("\r\n\0")) problem = "contains CR, LF or NUL";
        else if (typed.ContainsAnyInRange('\u0001', '\u001F') || typed.Contains('\u007F')) problem = "contains a control character";
        if (problem is not null) return false;

        var name = "";
        var open = typed.LastIndexOf('<');
        var spec = typed;
        if (typed[^1] == '>' && open >= 0)
        {
            if (!TryName(typed[..open].Trim(' '), out name, out problem)) return false;
            spec = typed[(open + 1)..^1].Trim(' ');
        }
        else if (!typed.StartsWith("\"") && typed.IndexOfAny(",;") >= 0) problem = "is more than one address; give them one by one";
        problem ??= AddressSyntax.Problem(spec.ToString());
        if (problem is null) address = new MailAddress(name, spec.ToString());
        return address is not null;
    }

    /// <summary>Name &lt;address&gt;, or the address alone; for people, not for the wire.</summary>
    public override string ToString() => DisplayName.Length == 0 ? Address : $"{DisplayName} <{Address}>";

    private static bool TryName(ReadOnlySpan<char> typed, out string name, out string? problem)
    {
        problem = null;
        name = typed.ToString();
        if (typed.Length >= 2 && typed[0] == '"' && typed[^1] == '"')
        {
            var inner = new StringBuilder();
            for (var i = 1; i < typed.Length - 1; i++)
            {
                if (typed[i] == '\\' && i + 2 < typed.Length) i++;
                else if (typed[i] == '"')
                {
                    problem = "has a quote inside its quoted name";
                    return false;
                }
                inner.Append(typed[i]);
            }
            name = inner.ToString();
        }
        else if (typed.ContainsAny(AddressSyntax.Specials))
        {
            problem = "has a name with , ; : < > @ or a quote in it; put the name in double quotes";
            return false;
        }
        return true;
    }
}
