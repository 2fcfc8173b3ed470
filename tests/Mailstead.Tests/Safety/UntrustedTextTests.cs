using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Mime.Addresses;
using Mailstead.Safety;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Safety;

public sealed class UntrustedTextTests
{
    [Theory]
    [InlineData("tag letters", "a\U000E0041\U000E0042b", "ab", 2)]
    [InlineData("a subdivision flag loses its tags", "\U0001F3F4\U000E0067\U000E0062\U000E007F", "\U0001F3F4", 3)]
    [InlineData("right-to-left override", "exe.\u202Egpj.x", "exe.gpj.x", 1)]
    [InlineData("isolates", "\u2066a\u2067b\u2068c\u2069", "abc", 4)]
    [InlineData("embeddings and marks", "\u202Aa\u202Bb\u202C\u202Dc\u200E\u200F\u061C", "abc", 7)]
    [InlineData("zero-width space, word joiner, byte order mark", "a\u200Bb\u2060c\uFEFFd", "abcd", 3)]
    [InlineData("invisible operators and deprecated format characters", "a\u2061\u2064\u206A\u206Fb", "ab", 4)]
    [InlineData("soft hyphen and grapheme joiner", "pass\u00ADword\u034F", "password", 2)]
    [InlineData("Hangul fillers", "a\u115F\u1160\u3164\uFFA0b", "ab", 4)]
    [InlineData("Khmer inherent vowels, Mongolian separator", "a\u17B4\u17B5\u180Eb", "ab", 3)]
    [InlineData("control characters", "a\0b\u0007c\u001B[31md\u007F\u009B", "abc[31md", 5)]
    [InlineData("noncharacters", "a\uFDD0\uFFFE\U0010FFFFb", "ab", 3)]
    [InlineData("interlinear and musical format", "a\uFFF9\uFFFB\U0001D173b", "ab", 3)]
    [InlineData("joiners among Latin letters", "pay\u200Dpal\u200C", "paypal", 2)]
    [InlineData("a joiner where Persian needs it", "می\u200Cخواهم", "می\u200Cخواهم", 0)]
    [InlineData("a joiner where Hindi needs it", "क\u094D\u200Dष", "क\u094D\u200Dष", 0)]
    [InlineData("joiners in a row keep one", "م\u200C\u200C\u200Cم", "م\u200Cم", 2)]
    [InlineData("a family emoji", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F468\u200D\U0001F469\u200D\U0001F467", 0)]
    [InlineData("an emoji with skin tone and joiner", "\U0001F469\U0001F3FD\u200D\U0001F4BB", "\U0001F469\U0001F3FD\u200D\U0001F4BB", 0)]
    [InlineData("emoji style", "\u2764\uFE0F", "\u2764\uFE0F", 0)]
    [InlineData("a heart joined to fire", "\u2764\uFE0F\u200D\U0001F525", "\u2764\uFE0F\u200D\U0001F525", 0)]
    [InlineData("a keycap", "1\uFE0F\u20E3", "1\uFE0F\u20E3", 0)]
    [InlineData("selectors after letters", "a\uFE00\uFE01b\U000E0100", "ab", 3)]
    [InlineData("a flood of selectors", "\u2764\uFE0F\uFE0F\uFE0F\uFE0F", "\u2764\uFE0F", 3)]
    [InlineData("an ideograph's variant", "葛\U000E0100", "葛\U000E0100", 0)]
    [InlineData("letters with two marks", "Vie\u0323\u0302t", "Vie\u0323\u0302t", 0)]
    [InlineData("ordinary text of several languages", "Grüße, 会议, مرحبا, שלום, 안녕, สวัสดี", "Grüße, 会议, مرحبا, שלום, 안녕, สวัสดี", 0)]
    public void What_prints_nothing_goes_and_what_a_reader_needs_stays(string why, string text, string expected, int removed)
    {
        var clean = UntrustedText.CleanLine(text, 200);
        clean.Text.ShouldBe(expected, why);
        clean.Removed.ShouldBe(removed, why);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character() => UntrustedText.Line("a\uD800b", 10).ShouldBe("a\uFFFDb");

    [Fact]
    public void A_flood_of_combining_marks_keeps_four()
    {
        var clean = UntrustedText.CleanLine("Z" + new string('\u0335', 500) + "a" + new string('\u0301', 3), 5_000);
        clean.Text.ShouldBe("Z" + new string('\u0335', 4) + "a" + new string('\u0301', 3));
        clean.Removed.ShouldBe(496);
    }

    [Theory]
    [InlineData("a\r\nb", "a b")]
    [InlineData("a\nb\tc\u2028d\u0085e", "a b c d e")]
    [InlineData("  a   b  ", "a b")]
    [InlineData("a\u00A0\u3000\u2003b", "a b")]
    [InlineData("Subject: x\r\nBcc: eve@evil.example", "Subject: x Bcc: eve@evil.example")]
    public void A_line_is_one_line(string text, string expected) => UntrustedText.Line(text, 100).ShouldBe(expected);

    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\n\n\n\n\n\n\nb", "a\n\n\nb")]
    [InlineData("a   \nb", "a\nb")]
    [InlineData("\n\n  a", "  a")]
    [InlineData("a\tb", "a    b")]
    public void A_block_keeps_its_lines(string text, string expected) => UntrustedText.Block(text).ShouldBe(expected);

    [Fact]
    public void Text_pushed_out_of_sight_by_blanks_comes_back() =>
        UntrustedText.Block("a" + new string(' ', 10_000) + "b" + new string('\n', 10_000) + "c").Length.ShouldBeLessThan(60);

    [Theory]
    [InlineData(5, "abcd…")]
    [InlineData(1, "…")]
    [InlineData(0, "")]
    [InlineData(10, "abcdefghij")]
    public void A_long_line_is_cut_with_an_ellipsis(int max, string expected) => UntrustedText.Line("abcdefghij", max).ShouldBe(expected);

    [Fact]
    public void A_cut_never_splits_a_surrogate_pair()
    {
        for (var max = 0; max < 12; max++)
        {
            var cut = UntrustedText.Line("\U0001F600\U0001F601\U0001F602\U0001F603\U0001F604\U0001F605\U0001F606", max);
            cut.Length.ShouldBeLessThanOrEqualTo(max);
            Should.NotThrow(() => new UTF8Encoding(false, true).GetBytes(cut));
        }
    }

    [Fact]
    public void Cleaning_twice_changes_nothing_and_the_bound_holds() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(
            Gen.Choose(0, 0x10FFFF).Where(c => c is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32).ArrayOf().Select(string.Concat).ToArbitrary(), text =>
            {
                var line = UntrustedText.Line(text, 50);
                var block = UntrustedText.Block(text);
                return line.Length <= 50 && UntrustedText.Line(line, 50) == line && UntrustedText.Block(block) == block
                    && !line.Any(char.IsControl) && !block.Any(c => char.IsControl(c) && c != '\n');
            }));

    [Fact]
    public void Five_megabytes_of_rubbish_are_cleaned_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("a\u200D\u0301\u0301\u0301\u0301\u0301 \n\U000E0041", 500_000));
        var watch = Stopwatch.StartNew();
        UntrustedText.CleanBlock(text).Removed.ShouldBeGreaterThan(500_000);
        watch.Elapsed.ShouldBeLessThan(Patience.Limit);
    }

    [Fact]
    public void An_address_shows_its_domain_in_ascii_and_a_name_without_brackets()
    {
        UntrustedText.Address(new MailAddress("Anna\u202E", "anna@m\u00FCller.example"), 320).ShouldBe("Anna <anna@xn--mller-kva.example>");
        UntrustedText.Address(new MailAddress("", "a@example.org"), 320).ShouldBe("a@example.org");
        UntrustedText.Address(new MailAddress("boss@corp.example <boss@corp.example>", "eve@evil.example"), 320).ShouldBe("boss@corp.example boss@corp.example <eve@evil.example>");
        UntrustedText.Address(new MailAddress(new string('x', 1_000), "eve@evil.example"), 100).ShouldEndWith("… <eve@evil.example>");
        UntrustedText.Address(new MailAddress("CEO", "eve\0\u202E"), 320).ShouldBe("CEO <eve>");
    }
}
