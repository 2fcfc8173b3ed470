using System.Collections.Frozen;

namespace Mailstead.Mime.Addresses;

/// <summary>Lower-case letters of other scripts that print like a Latin one. A data table.</summary>
internal static class Lookalikes
{
    public static FrozenDictionary<char, char> Table { get; } = Read(
        "а a е e о o р p с c у y х x і i ї i ј j ѕ s һ h ԁ d ԛ q ԝ w ӏ l к k м m т t п n г r в b н h з 3 ь b ѡ w ү y ҽ e ѵ v ա w",
        "α a ο o ρ p ν v υ u ι i κ k τ t χ x γ y η n ω w ϲ c ϳ j ϱ p ε e σ o β b",
        "օ o ս u հ h ո n ց g զ q յ j գ q լ l ք p ց g",
        "ı i ɩ i ɡ g ɑ a ʏ y ɴ n ʀ r ᴀ a ᴄ c ᴅ d ᴇ e ᴊ j ᴋ k ᴍ m ᴏ o ᴘ p ᴛ t ᴜ u ᴠ v ᴡ w ᴢ z ł l đ d ħ h ø o ƅ b ᴑ o",
        "ꭺ a ꮯ c ꮪ s ꭼ e ꮋ h ꮮ l ꮇ m ꭰ d ꭱ r ꭲ t");

    private static FrozenDictionary<char, char> Read(params string[] rows)
    {
        var table = new Dictionary<char, char>();
        foreach (var row in rows)
        {
            var cells = row.Split(' ');
            for (var i = 0; i + 1 < cells.Length; i += 2) table[cells[i][0]] = cells[i + 1][0];
        }
        return table.ToFrozenDictionary();
    }
}
