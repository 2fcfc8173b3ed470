using System.Globalization;
using System.Text;

namespace Mailstead.Mime.Addresses;

/// <summary>A DNS name as mail carries it: ASCII (A-labels, RFC 5890) for comparing, Unicode for judging how it looks.</summary>
public sealed record DomainName
{
    /// <summary>False where .NET runs without the ICU library: then it knows none of IDNA's mappings and refusals, and only encodes.</summary>
    private static readonly bool KnowsIdna = "u\u0308".Normalize(NormalizationForm.FormC).Length == 1;

    private DomainName(string ascii, string unicode)
    {
        Ascii = ascii;
        Unicode = unicode;
    }

    /// <summary>Lower case, A-labels: the only form that is compared or shown.</summary>
    public string Ascii { get; }

    /// <summary>Lower case, NFC, U-labels.</summary>
    public string Unicode { get; }

    /// <summary>A label mixes scripts that no language mixes: it is made to look like another name.</summary>
    public bool IsMixedScript => Unicode.Split('.').Any(Scripts.IsMixed);

    /// <summary>Reads a name strictly: letters, digits and inner hyphens in labels of 1 to 63 octets, 253 in all, no trailing dot. A name that IDNA would silently turn into another one (full-width letters, ignorable characters) is refused.</summary>
    public static DomainName? TryParse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 253) return null;
        var idn = new IdnMapping { UseStd3AsciiRules = true, AllowUnassigned = false };
        try
        {
            var wanted = text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
            if (!KnowsIdna && !wanted.EnumerateRunes().All(IsSurelyUnmapped)) return null;
            var ascii = idn.GetAscii(wanted).ToLowerInvariant();
            var unicode = idn.GetUnicode(ascii);
            var canonical = string.Equals(wanted, unicode, StringComparison.Ordinal) || string.Equals(wanted, ascii, StringComparison.Ordinal);
            return canonical && ascii.Length <= 253 && ascii.Split('.').All(IsLabel) ? new DomainName(ascii, unicode) : null;
        }
        catch (ArgumentException)
        {
            return null; // not a name: unpaired surrogate, empty label, forbidden character
        }
    }

    /// <summary>Letters, marks and digits outside the blocks of compatibility characters, which IDNA would turn into others.</summary>
    private static bool IsSurelyUnmapped(Rune c) => c.IsAscii || (c.Value is < 0xF900 or (> 0xFFFF and not (>= 0x1D400 and <= 0x1D7FF) and not (>= 0x2F800 and <= 0x2FA1F)) && Rune.GetUnicodeCategory(c) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    public override string ToString() => Ascii;
}
