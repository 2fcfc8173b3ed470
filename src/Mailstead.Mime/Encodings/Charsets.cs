using System.Collections.Frozen;
using System.Text;

namespace Mailstead.Mime.Encodings;

/// <summary>Charset labels as mail uses them, aliases and misspellings included.</summary>
public static class Charsets
{
    private static readonly EncodingProvider Provider = CodePagesEncodingProvider.Instance;
    internal static readonly Encoding Windows1252 = Provider.GetEncoding(1252)!;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Supersets are used where senders mean them: windows-1252 for ISO-8859-1, windows-1254 for ISO-8859-9,
    /// windows-874 for TIS-620, GB18030 for GB2312, code page 949 for EUC-KR. Values are code pages.
    /// </summary>
    private static readonly FrozenDictionary<string, int> Aliases = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = 65001, ["utf_8"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["x-utf-8"] = 65001, ["utf-8-mac"] = 65001, ["utf8mb4"] = 65001,
        ["us-ascii"] = 20127, ["ascii"] = 20127, ["ansi_x3.4-1968"] = 20127, ["iso646-us"] = 20127, ["us"] = 20127,
        ["iso-8859-1"] = 1252, ["iso8859-1"] = 1252, ["iso_8859-1"] = 1252, ["iso-8859-1:1987"] = 1252, ["latin1"] = 1252,
        ["latin-1"] = 1252, ["l1"] = 1252, ["8859-1"] = 1252, ["cp1252"] = 1252, ["cp-1252"] = 1252, ["x-cp1252"] = 1252, ["ansi"] = 1252, ["iso-8859-1-windows"] = 1252,
        ["cp1250"] = 1250, ["x-cp1250"] = 1250, ["cp1251"] = 1251, ["x-cp1251"] = 1251, ["cp-1251"] = 1251, ["win-1251"] = 1251, ["win1251"] = 1251, ["cp1253"] = 1253,
        ["cp1254"] = 1254, ["iso-8859-9"] = 1254, ["iso8859-9"] = 1254, ["latin5"] = 1254,
        ["cp1255"] = 1255, ["cp1256"] = 1256, ["cp1257"] = 1257, ["cp1258"] = 1258,
        ["iso8859-2"] = 28592, ["iso8859-3"] = 28593, ["iso8859-4"] = 28594, ["iso8859-5"] = 28595, ["iso8859-6"] = 28596,
        ["iso8859-7"] = 28597, ["iso8859-8"] = 28598, ["iso-8859-8-e"] = 28598, ["iso-8859-8-i"] = 38598, ["iso8859-13"] = 28603, ["iso8859-15"] = 28605, ["latin9"] = 28605, ["latin-9"] = 28605,
        ["latin2"] = 28592, ["iso-8859-10"] = 28594, ["iso-8859-11"] = 874, ["iso-8859-14"] = 28605, ["iso-8859-16"] = 28592,
        ["tis-620"] = 874, ["tis620"] = 874, ["cp874"] = 874, ["windows-874"] = 874,
        ["gb2312"] = 54936, ["gb_2312-80"] = 54936, ["x-gbk"] = 54936, ["gbk"] = 54936, ["cp936"] = 54936, ["ms936"] = 54936, ["gb-18030"] = 54936, ["euc-cn"] = 54936, ["chinese"] = 54936,
        ["hz"] = 52936, ["big5-hkscs"] = 950, ["big-5"] = 950, ["cp950"] = 950, ["x-x-big5"] = 950,
        ["ks_c_5601-1987"] = 949, ["ks_c_5601"] = 949, ["ksc5601"] = 949, ["ks-c-5601-1987"] = 949, ["euc-kr"] = 949, ["euckr"] = 949, ["cp949"] = 949, ["uhc"] = 949, ["korean"] = 949, ["windows-949"] = 949,
        ["sjis"] = 932, ["x-sjis"] = 932, ["shift-jis"] = 932, ["ms_kanji"] = 932, ["cp932"] = 932, ["windows-31j"] = 932, ["ms932"] = 932,
        ["eucjp"] = 51932, ["x-euc-jp"] = 51932, ["x-euc"] = 51932, ["iso2022jp"] = 50220, ["iso-2022-jp-2"] = 50220, ["iso-2022-jp-3"] = 50220, ["iso-2022-jp-ms"] = 50220, ["jis"] = 50220,
        ["koi8r"] = 20866, ["koi8"] = 20866, ["koi8u"] = 21866, ["koi8-ru"] = 21866, ["macroman"] = 10000, ["mac"] = 10000, ["x-mac-roman"] = 10000, ["x-mac-cyrillic"] = 10007,
        ["cp437"] = 437, ["cp850"] = 850, ["cp852"] = 852, ["cp855"] = 855, ["cp866"] = 866,
        ["utf-16"] = 1200, ["utf16"] = 1200, ["utf-16le"] = 1200, ["ucs-2"] = 1200, ["unicode"] = 1200, ["utf-16be"] = 1201, ["utf-32"] = 12000, ["utf-32le"] = 12000, ["utf-32be"] = 12001,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Null for a label that nobody knows, and for UTF-7, which is refused: it hides markup in plain ASCII.
    /// The encodings returned replace what they cannot decode; they never throw.
    /// </summary>
    public static Encoding? Find(string label)
    {
        var name = label.AsSpan().Trim(" \t\"'");
        if (name.Length is 0 or > 64) return null;
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return Utf8;
        if (Aliases.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var page)) return FromCodePage(page);
        var text = name.ToString();
        if (Provider.GetEncoding(text) is { } known) return known;
        if (Provider.GetEncoding(text.Replace('_', '-')) is { } dashed) return dashed;
        return name.StartsWith("cp", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ibm", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("windows", StringComparison.OrdinalIgnoreCase)
            ? FromTail(name)
            : null;
    }

    private static Encoding? FromCodePage(int page) => page switch
    {
        65001 => Utf8,
        20127 => Encoding.ASCII,
        1200 => Encoding.Unicode,
        1201 => Encoding.BigEndianUnicode,
        12000 => Encoding.UTF32,
        12001 => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        _ => Provider.GetEncoding(page),
    };

    /// <summary>"cp-1250", "windows1251", "IBM 850": the number says it.</summary>
    private static Encoding? FromTail(ReadOnlySpan<char> name)
    {
        var digits = name[(name.LastIndexOfAnyExceptInRange('0', '9') + 1)..];
        return digits.Length is 3 or 4 && int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var page)
            ? Provider.GetEncoding(page)
            : null;
    }
}
