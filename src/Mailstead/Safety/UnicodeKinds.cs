using System.Globalization;
using System.Text;

namespace Mailstead.Safety;

/// <summary>Which characters print nothing, and which of those a script or an emoji needs.</summary>
internal static class UnicodeKinds
{
    /// <summary>Taken out wherever they stand: tags, bidirectional controls, zero-width and filler characters, noncharacters, controls.</summary>
    public static bool IsAlwaysRemoved(Rune rune)
    {
        var c = rune.Value;
        return c switch
        {
            0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or 0x3164 or 0xFFA0 or 0xFEFF or 0x200B or 0x200E or 0x200F => true,
            (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xFFF0 and <= 0xFFFB) or (>= 0xFDD0 and <= 0xFDEF) => true,
            (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) => true,
            (>= 0xE0000 and <= 0xE00FF) or (>= 0xE01F0 and <= 0xE0FFF) => true,
            _ => (c & 0xFFFE) == 0xFFFE || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || IsOtherFormat(rune),
        };
    }

    public static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;
    public static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0x180B and <= 0x180F) or (>= 0xE0100 and <= 0xE01EF);
    public static bool IsCombining(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Scripts whose spelling uses joiners: Arabic and its kin, the scripts of South and South-East Asia, Mongolian.</summary>
    public static bool NeedsJoiners(Rune rune) => rune.Value is (>= 0x0600 and <= 0x08FF) or (>= 0x0900 and <= 0x0DFF) or (>= 0x0F00 and <= 0x109F)
        or (>= 0x1700 and <= 0x18AF) or (>= 0x1900 and <= 0x1CFF) or (>= 0xA800 and <= 0xABFF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10A00 and <= 0x11FFF);

    public static bool IsEmoji(Rune rune) => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2300 and <= 0x23FF) or (>= 0x2600 and <= 0x27BF)
        or (>= 0x2B00 and <= 0x2BFF) or (>= 0x2190 and <= 0x21FF) or 0x00A9 or 0x00AE or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x24C2 or 0x3030 or 0x303D or 0x3297 or 0x3299;

    /// <summary>A selector means something after this base: emoji style after a symbol or keycap, an ideograph's or letter's variant after its letter.</summary>
    public static bool TakesSelector(Rune baseRune, Rune selector)
    {
        if (selector.Value is 0xFE0E or 0xFE0F) return IsEmoji(baseRune) || baseRune.Value is '#' or '*' or (>= '0' and <= '9');
        return selector.Value is >= 0x180B and <= 0x180F
            ? baseRune.Value is >= 0x1820 and <= 0x18AF
            : Rune.GetUnicodeCategory(baseRune) is UnicodeCategory.OtherLetter or UnicodeCategory.MathSymbol;
    }

    /// <summary>Format characters, but for those that print (Arabic number signs and their like).</summary>
    private static bool IsOtherFormat(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && !IsJoiner(rune)
        && rune.Value is not ((>= 0x0600 and <= 0x0605) or 0x06DD or 0x070F or 0x0890 or 0x0891 or 0x08E2 or 0x110BD or 0x110CD or (>= 0x13430 and <= 0x1345F));
}
