using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Mime.Composing;
using Mailstead.Mime.Encodings;
using Mailstead.Mime.Parsing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class TransferDecodingTests
{
    [Theory]
    [InlineData("SGVsbG8=", "Hello", false)]
    [InlineData("SGVs\r\nbG8=\r\n", "Hello", false)]
    [InlineData("SG Vs\r\nb\r\nG8=", "Hello", false)]
    [InlineData("SGVsbG8=SGVsbG8=", "HelloHello", false)]
    [InlineData("SGVsbG8", "Hello", true)]
    [InlineData("SGV*sbG8=", "Hello", true)]
    [InlineData("S", "", true)]
    [InlineData("", "", false)]
    [InlineData("====", "", false)]
    public void Base64_is_read_for_all_it_holds(string body, string expected, bool damaged)
    {
        var part = Part("base64", body);
        Encoding.ASCII.GetString(part.Root.Decode()).ShouldBe(expected);
        part.Defects.Any(d => d.Kind == MimeDefectKind.BadBase64).ShouldBe(damaged);
    }

    [Theory]
    [InlineData("a=3Db=\r\nc", "a=bc", false)]
    [InlineData("a=3db = \t\r\nc", "a=b c", false)]
    [InlineData("trailing \t \r\nnext=20\r\n", "trailing\r\nnext \r\n", false)]
    [InlineData("100% = all=", "100% = all", true)]
    [InlineData("=E4=BD=A0", "你", false)]
    [InlineData("a=\nb\n c", "ab\n c", false)]
    [InlineData("=4", "=4", true)]
    public void Quoted_printable_is_read_for_all_it_holds(string body, string expected, bool damaged)
    {
        var part = Part("quoted-printable", body);
        Encoding.UTF8.GetString(part.Root.Decode()).ShouldBe(expected);
        part.Defects.Any(d => d.Kind == MimeDefectKind.BadQuotedPrintable).ShouldBe(damaged);
    }

    [Fact]
    public void Uuencode_is_read()
    {
        Encoding.ASCII.GetString(Part("x-uuencode", "begin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n").Root.Decode()).ShouldBe("Cat");
        Encoding.ASCII.GetString(Part("uuencode", "begin 644 cat.txt\n#0V%T").Root.Decode()).ShouldBe("Cat");
    }

    [Fact]
    public void An_unknown_encoding_leaves_the_body_as_it_is_and_says_so()
    {
        var message = Part("x-strange", "as is");
        message.Root.DecodeText().ShouldBe("as is");
        message.Root.TransferEncoding.ShouldBe(TransferEncoding.Unknown);
        message.Defects.Select(d => d.Kind).ShouldContain(MimeDefectKind.UnknownTransferEncoding);
    }

    [Theory]
    [InlineData("koi8-r", "Привет")]
    [InlineData("shift_jis", "日本語")]
    [InlineData("iso-2022-jp", "日本語")]
    [InlineData("gb18030", "中文")]
    [InlineData("big5", "中文")]
    [InlineData("euc-kr", "한국어")]
    [InlineData("windows-1256", "سلام")]
    [InlineData("iso-8859-7", "Ελλάδα")]
    [InlineData("utf-16", "naïve")]
    public void Text_is_read_in_its_charset(string charset, string text)
    {
        var head = Encoding.ASCII.GetBytes($"Content-Type: text/plain; charset=\"{charset}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        var body = Encoding.ASCII.GetBytes(Convert.ToBase64String(Charsets.Find(charset)!.GetBytes(text)));
        MimeMessage.Parse((byte[])[.. head, .. body]).Root.DecodeText().ShouldBe(text);
    }

    [Fact]
    public void Text_in_an_unknown_charset_is_UTF8_else_windows_1252()
    {
        MimeMessage text = MimeMessage.Parse(Encoding.UTF8.GetBytes("Content-Type: text/plain; charset=nowhere\r\n\r\ncafé"));
        text.Root.DecodeText().ShouldBe("café");
        text.Defects.Select(d => d.Kind).ShouldContain(MimeDefectKind.UnknownCharset);
        MimeMessage.Parse(Encoding.Latin1.GetBytes("Content-Type: text/plain\r\n\r\ncafé")).Root.DecodeText().ShouldBe("café");
        MimeMessage.Parse("Content-Type: text/plain; charset=utf-7\r\n\r\n+ADw-script+AD4-"u8.ToArray()).Root.DecodeText().ShouldBe("+ADw-script+AD4-");
    }

    [Fact]
    public void What_is_encoded_decodes_to_itself() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<byte[]>(bytes =>
    {
        var base64 = BodyEncoding.Base64(bytes);
        var target = new byte[Base64Decoder.MaxLength(base64.Length)];
        target[..Base64Decoder.Decode(base64, target, out var damaged)].ShouldBe(bytes);
        damaged.ShouldBeFalse();
        var encoded = QuotedPrintableWriter.Encode(bytes);
        encoded.ShouldAllBe(b => b == '\r' || b == '\n' || b == '\t' || (b >= 32 && b < 127));
        Encoding.ASCII.GetString(encoded).Split("\r\n").ShouldAllBe(line => line.Length <= 76 && !line.EndsWith(' ') && !line.EndsWith('\t'));
        target = new byte[encoded.Length];
        target[..QuotedPrintableDecoder.Decode(encoded, target, out damaged)].ShouldBe(bytes);
        damaged.ShouldBeFalse();
    }));

    private static MimeMessage Part(string encoding, string body)
        => MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Transfer-Encoding: {encoding}\r\n\r\n{body}"));
}
