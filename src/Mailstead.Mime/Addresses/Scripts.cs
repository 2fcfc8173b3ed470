using System.Numerics;
using System.Text;

namespace Mailstead.Mime.Addresses;

/// <summary>Which scripts a name is written in, and what it could be taken for (after the ideas of UTS 39, in a bounded table).</summary>
public static class Scripts
{
    [Flags]
    private enum Script
    {
        Common = 0, Latin = 1, Greek = 2, Cyrillic = 4, Armenian = 8, Hebrew = 16, Arabic = 32, Indic = 64, Thai = 128, Georgian = 256,
        Cherokee = 512, Hangul = 1024, Kana = 2048, Bopomofo = 4096, Han = 8192, Other = 16384,
    }

    private const Script Japanese = Script.Latin | Script.Han | Script.Kana;
    private const Script Korean = Script.Latin | Script.Han | Script.Hangul;
    private const Script Chinese = Script.Latin | Script.Han | Script.Bopomofo;

    /// <summary>Letters of two scripts that no language writes together.</summary>
    public static bool IsMixed(string text)
    {
        var found = Script.Common;
        foreach (var rune in text.EnumerateRunes()) found |= Of(rune);
        return BitOperations.PopCount((uint)found) > 1 && !Within(found, Japanese) && !Within(found, Korean) && !Within(found, Chinese);
    }

    /// <summary>What the text looks like in Latin letters: two texts of one skeleton can be taken for each other. Not for showing.</summary>
    public static string Skeleton(string text)
    {
        if (System.Text.Ascii.IsValid(text)) return text.ToLowerInvariant();
        var result = new StringBuilder(text.Length);
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (rune.IsBmp && Lookalikes.Table.TryGetValue((char)rune.Value, out var latin)) result.Append(latin);
            else result.Append(rune.ToString());
        }
        return result.ToString();
    }

    private static bool Within(Script found, Script whole) => (found | whole) == whole;

    private static string Folded(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return text; // an unpaired surrogate: equal to nothing
        }
    }

    private static Script Of(Rune rune) => Rune.IsLetter(rune) ? OfLetter(rune.Value) : Script.Common;

    private static Script OfLetter(int c) => c switch
    {
        < 0x0250 or (>= 0x1E00 and < 0x1F00) or (>= 0x0250 and < 0x02B0) or (>= 0x2C60 and < 0x2C80) or (>= 0xA720 and < 0xA800) or (>= 0xAB30 and < 0xAB70) or (>= 0xFF21 and < 0xFF5B) => Script.Latin,
        >= 0x0370 and < 0x0400 or (>= 0x1F00 and < 0x2000) => Script.Greek,
        >= 0x0400 and < 0x0530 or (>= 0x1C80 and < 0x1C90) or (>= 0x2DE0 and < 0x2E00) or (>= 0xA640 and < 0xA6A0) => Script.Cyrillic,
        >= 0x0530 and < 0x0590 => Script.Armenian,
        >= 0x0590 and < 0x0600 => Script.Hebrew,
        >= 0x0600 and < 0x0780 or (>= 0x08A0 and < 0x0900) or (>= 0xFB50 and < 0xFE00) or (>= 0xFE70 and < 0xFEFF) => Script.Arabic,
        >= 0x0900 and < 0x0E00 => Script.Indic,
        >= 0x0E00 and < 0x0E80 => Script.Thai,
        >= 0x10A0 and < 0x1100 or (>= 0x1C90 and < 0x1CC0) or (>= 0x2D00 and < 0x2D30) => Script.Georgian,
        >= 0x13A0 and < 0x1400 or (>= 0xAB70 and < 0xABC0) => Script.Cherokee,
        >= 0x1100 and < 0x1200 or (>= 0x3130 and < 0x3190) or (>= 0xA960 and < 0xA980) or (>= 0xAC00 and < 0xD800) => Script.Hangul,
        >= 0x3040 and < 0x3100 or (>= 0x31F0 and < 0x3200) or (>= 0xFF66 and < 0xFFA0) => Script.Kana,
        >= 0x3100 and < 0x3130 or (>= 0x31A0 and < 0x31C0) => Script.Bopomofo,
        0x3005 or 0x3007 or (>= 0x3400 and < 0xA000) or (>= 0xF900 and < 0xFB00) or (>= 0x20000 and < 0x32000) => Script.Han,
        _ => Script.Other,
    };
}
