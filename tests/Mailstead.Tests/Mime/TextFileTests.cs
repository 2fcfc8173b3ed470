using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Mime.Parsing;
using Mailstead.Mime.Text;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class TextFileTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var c in CorpusFile.Cases("uuencode-and-yenc.json")) data.Add(c.Text("section"), c.ToString());
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Files_written_into_the_text_are_taken_out_of_it(string section, string json)
    {
        var c = System.Text.Json.JsonDocument.Parse(json).RootElement;
        var taken = TextAndFiles.Of(Plain(c.Text("in")));
        taken.Text.ShouldBe(c.Text("text"), section);
        taken.Files.Select(f => $"{f.Name}|{f.Encoding}|{Convert.ToBase64String(f.Decode(out var damaged))}|{damaged}")
            .ShouldBe(c.GetProperty("files").EnumerateArray().Select(f => $"{f.Text("name")}|{f.Text("encoding")}|{f.Text("base64")}|{f.GetProperty("damaged").GetBoolean()}"), section);
        if (!c.TryGetProperty("part", out var part)) return;
        taken.Files[0].PartNumber.ShouldBe(part.GetInt32());
        taken.Files[0].PartCount.ShouldBe(c.GetProperty("total").GetInt32());
    }

    [Fact]
    public void A_file_is_found_below_a_transfer_encoding_and_the_text_keeps_its_charset()
    {
        var body = Convert.ToBase64String(Encoding.GetEncoding("iso-8859-1").GetBytes("caf\u00e9\r\nbegin 644 x\r\n#0V%T\r\n`\r\nend\r\nna\u00efve"));
        var taken = TextAndFiles.Of(MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}")).Root);
        taken.Text.ShouldBe("café\r\nnaïve");
        taken.Files.Single().Decode(out _).ShouldBe("Cat"u8.ToArray());
    }

    [Fact]
    public void Text_that_is_not_plain_keeps_what_looks_like_a_file()
    {
        const string body = "begin 644 x\r\n#0V%T\r\n`\r\nend\r\n";
        var taken = TextAndFiles.Of(MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Type: text/html\r\n\r\n{body}")).Root);
        taken.Text.ShouldBe(body);
        taken.Files.ShouldBeEmpty();
    }

    [Fact]
    public void More_files_than_the_limit_of_parts_stay_in_the_text()
    {
        const string file = "begin 644 x\r\n#0V%T\r\n`\r\nend\r\n";
        var part = MimeMessage.Parse(Encoding.ASCII.GetBytes("\r\n" + string.Concat(Enumerable.Repeat(file, 5))), new MimeLimits { MaxParts = 3 }).Root;
        var taken = TextAndFiles.Of(part);
        taken.Files.Count.ShouldBe(3);
        taken.Text.ShouldBe(file + file);
    }

    [Fact]
    public void Any_octets_come_back_from_yEnc_and_from_uuencode() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<byte[]>(octets =>
    {
        var body = new MemoryStream();
        body.Write(Encoding.ASCII.GetBytes($"before\r\n=ybegin line=128 size={octets.Length} name=y\r\n"));
        foreach (var (index, octet) in octets.Index())
        {
            var encoded = (byte)(octet + 42);
            if (encoded is 0 or 10 or 13 or (byte)'=') body.Write([(byte)'=', (byte)(encoded + 64)]);
            else body.WriteByte(encoded);
            if (index % 40 == 39) body.Write("\r\n"u8);
        }
        body.Write(Encoding.ASCII.GetBytes($"\r\n=yend size={octets.Length}\r\nbetween\r\nbegin 644 u\r\n"));
        foreach (var line in octets.Chunk(45))
        {
            body.WriteByte(Uu(line.Length));
            foreach (var three in line.Chunk(3))
            {
                int a = three[0], b = three.ElementAtOrDefault(1), c = three.ElementAtOrDefault(2);
                body.Write([Uu(a >> 2), Uu(((a & 3) << 4) | (b >> 4)), Uu(((b & 15) << 2) | (c >> 6)), Uu(c & 63)]);
            }
            body.Write("\r\n"u8);
        }
        body.Write("`\r\nend\r\nafter"u8);

        var taken = TextAndFiles.Of(MimeMessage.Parse((byte[])[.. "\r\n"u8, .. body.ToArray()]).Root);
        taken.Text.ShouldBe("before\r\nbetween\r\nafter");
        taken.Files.Count.ShouldBe(2);
        foreach (var file in taken.Files)
        {
            file.Decode(out var damaged).ShouldBe(octets);
            damaged.ShouldBeFalse();
        }
    }));

    private static byte Uu(int six) => six == 0 ? (byte)'`' : (byte)(six + 32);

    private static MimePart Plain(string body) => MimeMessage.Parse((byte[])[.. "Content-Type: text/plain\r\n\r\n"u8, .. Encoding.Latin1.GetBytes(body)]).Root;
}
