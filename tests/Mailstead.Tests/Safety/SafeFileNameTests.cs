using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Safety;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Safety;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("Rechnung März 2026 (Kopie).pdf", "Rechnung März 2026 (Kopie).pdf")]
    [InlineData("会议记录.docx", "会议记录.docx")]
    [InlineData("Bob's & Anna's.txt", "Bob's & Anna's.txt")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\system32\\x.dll", "x.dll")]
    [InlineData("/etc/shadow", "shadow")]
    [InlineData("\\\\server\\share\\x.txt", "x.txt")]
    [InlineData("C:\\x.txt", "x.txt")]
    [InlineData("C:x.txt", "x.txt")]
    [InlineData("x.txt:evil.exe", "x.txt")]
    [InlineData("x.txt::$DATA", "x.txt")]
    [InlineData("a\0.exe", "a.exe")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("x.txt...", "x.txt")]
    [InlineData("x.txt . .", "x.txt")]
    [InlineData("...", "attachment.pdf")]
    [InlineData("..", "attachment.pdf")]
    [InlineData("", "attachment.pdf")]
    [InlineData(null, "attachment.pdf")]
    [InlineData("/", "attachment.pdf")]
    [InlineData("\u200B\u202E", "attachment.pdf")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("-rf", "rf")]
    [InlineData("~root", "root")]
    [InlineData("CON", "_CON")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("LPT1.tar.gz", "_LPT1.tar.gz")]
    [InlineData("COM¹.txt", "_COM¹.txt")]
    [InlineData("NUL .txt", "_NUL .txt")]
    [InlineData("CONSOLE.txt", "CONSOLE.txt")]
    [InlineData("a<b>c|d?e*f\"g", "a_b_c_d_e_f_g")]
    [InlineData("a\r\nb.txt", "a b.txt")]
    [InlineData("a\u2044b\uFF0Fc", "a_b_c")]
    public void A_name_is_safe_and_still_its_own(string? claimed, string expected) => SafeFileName.Of(claimed, "application/pdf").ShouldBe(expected);

    [Fact]
    public void A_name_of_4_kilobytes_keeps_its_extension()
    {
        var name = SafeFileName.Of(new string('ü', 4_000) + ".pdf", "application/pdf");
        name.ShouldEndWith("ü.pdf");
        Encoding.UTF8.GetByteCount(name).ShouldBeLessThanOrEqualTo(SafeFileName.MaxOctets);
    }

    [Fact]
    public void An_extension_of_4_kilobytes_is_no_extension() =>
        Encoding.UTF8.GetByteCount(SafeFileName.Of("a." + new string('x', 4_000), "")).ShouldBeLessThanOrEqualTo(SafeFileName.MaxOctets);

    [Fact]
    public void Whatever_is_claimed_the_name_stays_in_its_directory() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(
            Gen.Elements("..", "/", "\\", ":", "\0", "\u202E", "CON", ".", " ", "a", "é", "\uD800", "-", "~", "%2e", "\n").ArrayOf().Select(string.Concat).ToArbitrary(), claimed =>
            {
                var name = SafeFileName.Of(claimed, "");
                return name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= 255 && name is not ("." or "..") && Path.GetFileName(name) == name
                    && name.IndexOfAny(['/', '\\', ':', '\0']) < 0 && !name.EndsWith('.') && !name.EndsWith(' ') && name[0] is not ('.' or '-');
            }));

    [Fact]
    public void A_number_goes_before_the_extension()
    {
        SafeFileName.Numbered("a.pdf", 2).ShouldBe("a (2).pdf");
        SafeFileName.Numbered("a", 3).ShouldBe("a (3)");
    }
}
