using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap.Wire;

public sealed class ImapReaderTests
{
    [Fact]
    public void Reads_every_kind_of_token()
    {
        var reader = new ImapReader("(atom \"quo\\\"ted\" {4}\r\nli)t NIL 4294967295) ~{2}\r\n\0\0"u8, 64);
        reader.Take('(');
        Encoding.ASCII.GetString(reader.Atom()).ShouldBe("atom");
        reader.Space();
        Encoding.ASCII.GetString(reader.String()).ShouldBe("quo\"ted");
        reader.Space();
        Encoding.ASCII.GetString(reader.AString()).ShouldBe("li)t");
        reader.Space();
        reader.TryNString(out _).ShouldBeFalse();
        reader.Space();
        reader.Number().ShouldBe(uint.MaxValue);
        reader.Take(')');
        reader.Space();
        reader.String().Length.ShouldBe(2);
        reader.AtEnd.ShouldBeTrue();
    }

    [Theory]
    [InlineData("4294967296")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("18446744073709551616")]
    [InlineData("")]
    [InlineData("x")]
    public void A_number_outside_32_bits_is_no_number(string text) =>
        Should.Throw<ProtocolBrokenException>(() => new ImapReader(Encoding.ASCII.GetBytes(text), 64).Number());

    [Theory]
    [InlineData("atom", 4)]
    [InlineData("\"a)\\\"b\" x", 7)]
    [InlineData("(a (b \")\" {3}\r\n)))(c)) d) x", 25)]
    [InlineData("() x", 2)]
    public void Skips_a_whole_value(string text, int expected)
    {
        var reader = new ImapReader(Encoding.ASCII.GetBytes(text), 64);
        reader.Skip();
        reader.Position.ShouldBe(expected);
    }

    [Fact]
    public void Nesting_ends_at_the_limit_without_growing_the_stack()
    {
        var text = Encoding.ASCII.GetBytes(new string('(', 100_000));
        Should.Throw<ProtocolBrokenException>(() => new ImapReader(text, 64).Skip()).Code.ShouldBe(ErrorCodes.LimitExceeded);
        var allowed = Encoding.ASCII.GetBytes(new string('(', 64) + new string(')', 64));
        var reader = new ImapReader(allowed, 64);
        reader.Skip();
        reader.AtEnd.ShouldBeTrue();
    }

    [Fact]
    public void Whatever_the_bytes_are_it_reads_or_throws_the_typed_error()
    {
        var piece = Gen.Elements("(", ")", "\"", "\\", "{3}\r\n", "{99}\r\n", "~", "{", "}", " ", "a", "NIL", "12", "\r\n", "\0", "\xff", "[", "]");
        var texts = piece.ListOf().Select(p => string.Concat(p)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(texts, text =>
        {
            var bytes = Encoding.Latin1.GetBytes(text);
            for (var kind = 0; kind < 6; kind++)
            {
                var reader = new ImapReader(bytes, 64);
                try
                {
                    while (!reader.AtEnd)
                        ReadOne(ref reader, kind);
                }
                catch (ProtocolBrokenException)
                {
                    // The one error that bytes may cause.
                }
            }
        }));
    }

    [Fact]
    public void What_the_writer_writes_the_reader_reads()
    {
        var strings = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)).Where(IsWellFormed).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(strings, text =>
        {
            foreach (var utf8 in new[] { false, true })
            {
                var parts = new ImapWriter(LiteralMode.Server, utf8).Raw("("u8).String(text).Space().NString(null).Raw(")"u8).Finish();
                var reader = new ImapReader(parts.SelectMany(p => p.Bytes.ToArray()).ToArray(), 64);
                reader.Take('(');
                Encoding.UTF8.GetString(reader.AString()).ShouldBe(text);
                reader.Space();
                reader.TryNString(out _).ShouldBeFalse();
                reader.Take(')');
                reader.Rest.ToArray().ShouldBe("\r\n"u8.ToArray());
            }
        }));
    }

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static void ReadOne(ref ImapReader reader, int kind)
    {
        switch (kind)
        {
            case 0: reader.Skip(); break;
            case 1: reader.AString(); break;
            case 2: reader.TryNString(out _); break;
            case 3: reader.Number64(); break;
            case 4: reader.Atom(); break;
            default: reader.Literal(out _); break;
        }
        reader.TrySpace();
    }
}
