using Mailstead.Mime.Addresses;

namespace Mailstead.Policies;

/// <summary>One recipient as the policy compares it: local-part byte for byte (no plus or dot folding: only the receiving host knows), domain as lower-case A-labels.</summary>
/// <remarks>Takes a bare addr-spec only. A display name, a group, a list, a comment, a source route or an address literal is not one: what the policy judged must be what RCPT TO carries.</remarks>
internal sealed record EnvelopeAddress(string LocalPart, DomainName Domain)
{
    /// <summary>RFC 5321 section 4.5.3.1.1 and .3: octets of a local-part and of a path.</summary>
    private const int MaxLocalOctets = 64;
    private const int MaxOctets = 254;

    public static EnvelopeAddress? TryParse(string? text)
    {
        if (text is null || System.Text.Encoding.UTF8.GetByteCount(text) > MaxOctets) return null;
        var at = text.LastIndexOf('@');
        if (at <= 0) return null;
        var local = text[..at];
        if (System.Text.Encoding.UTF8.GetByteCount(local) > MaxLocalOctets || !(IsDotAtom(local) || IsQuoted(local))) return null;
        return DomainName.TryParse(text[(at + 1)..]) is { } domain && domain.Ascii.Contains('.', StringComparison.Ordinal) ? new EnvelopeAddress(local, domain) : null;
    }

    /// <summary>Could be taken for <paramref name="known"/> by a reader, without being it.</summary>
    public bool LooksLike(EnvelopeAddress known) =>
        this != known && string.Equals(Skeleton(), known.Skeleton(), StringComparison.Ordinal) && (LooksForeign(known) || known.LooksForeign(this));

    /// <summary>The domain alone could be taken for <paramref name="known"/>.</summary>
    public bool DomainLooksLike(DomainName known) =>
        Domain != known && string.Equals(Scripts.Skeleton(Domain.Unicode), Scripts.Skeleton(known.Unicode), StringComparison.Ordinal);

    private string Skeleton() => $"{Scripts.Skeleton(LocalPart)}@{Scripts.Skeleton(Domain.Unicode)}";

    /// <summary>Differs from the other by more than the case of its ASCII letters.</summary>
    private bool LooksForeign(EnvelopeAddress other) =>
        Domain != other.Domain || !string.Equals(LocalPart, other.LocalPart, StringComparison.OrdinalIgnoreCase);

    private static bool IsDotAtom(string local) => local.Split('.').All(atom => atom.Length > 0 && atom.All(IsAtomCharacter));

    private static bool IsAtomCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal) || (c > 0x9F && !IsInvisible(c));

    /// <summary>Characters that print nothing, blanks included: two addresses would look alike on every screen.</summary>
    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control
            or System.Globalization.UnicodeCategory.SpaceSeparator or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.OtherNotAssigned
            or System.Globalization.UnicodeCategory.PrivateUse || (char.IsSurrogate(c) && c is >= '\uDB40' and <= '\uDB43');

    private static bool IsQuoted(string local)
    {
        if (local.Length < 3 || local[0] != '"' || local[^1] != '"') return false;
        for (var i = 1; i < local.Length - 1; i++)
        {
            var c = local[i];
            if (c is < ' ' or > '~' or '"') return false;
            if (c != '\\') continue;
            if (++i >= local.Length - 1 || local[i] is < ' ' or > '~') return false;
        }
        return true;
    }
}
