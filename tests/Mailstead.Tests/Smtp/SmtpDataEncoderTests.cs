using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Protocol.Smtp.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Smtp;

public sealed partial class SmtpDataEncoderTests
{
    /// <summary>What some receiver or other has taken for the end of DATA.</summary>
    [GeneratedRegex(@"(\r\n|\n|\r)\0*\.\0*(\r\n|\n|\r)|^\.(\r\n|\n|\r)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AnyEnd { get; }

    [Theory]
    [InlineData("a\nb", "a\r\nb\r\n")]
    [InlineData("a\rb", "a\r\nb\r\n")]
    [InlineData("a\r\nb\r\n", "a\r\nb\r\n")]
    [InlineData("a\n\rb", "a\r\n\r\nb\r\n")]
    [InlineData("a\r\r\nb", "a\r\n\r\nb\r\n")]
    [InlineData(".", "..\r\n")]
    [InlineData("..", "...\r\n")]
    [InlineData("a\r\n.b", "a\r\n..b\r\n")]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n")]
    [InlineData("a.\r\n", "a.\r\n")]
    [InlineData("a\r", "a\r\n")]
    [InlineData("", "")]
    [InlineData("\r\n", "\r\n")]
    public void Lines_end_in_crlf_and_dots_at_their_beginning_are_doubled(string message, string encoded) =>
        Encode(message).ShouldBe(encoded);

    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\n.\r\n")]
    [InlineData("\r\n.\n")]
    [InlineData("\r.\r")]
    [InlineData("\r\n.\r")]
    [InlineData("\r\n.\r\n")]
    [InlineData("\r.\n")]
    [InlineData("\n.\r")]
    [InlineData("\r\n\0.\r\n")]
    [InlineData("\r\n.\0\r\n")]
    public void No_end_of_data_can_be_smuggled_however_the_message_is_cut_into_chunks(string end)
    {
        var message = $"a{end}MAIL FROM:<evil@example.org>{end}";
        var whole = Encode(message);
        var seen = whole.Replace("\0", "", StringComparison.Ordinal);
        if (!end.Contains('\0')) AnyEnd.IsMatch(seen).ShouldBeFalse();
        whole.ShouldNotContain("\r\n.\r\n");
        Decode(whole).ShouldBe(Normalised(message));
        for (var i = 0; i <= message.Length; i++)
        {
            for (var j = i; j <= message.Length; j++) Encode(message[..i], message[i..j], message[j..]).ShouldBe(whole);
        }
    }

    [Fact]
    public void Any_mixture_of_breaks_and_dots_in_any_chunks_comes_out_as_the_receiver_should_read_it()
    {
        var chunks = Gen.Elements('\r', '\n', '.', 'a').ListOf().ListOf().ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(chunks, list =>
        {
            var parts = list.Select(l => string.Concat(l)).ToArray();
            var encoded = Encode(parts);
            return Encode(string.Concat(parts)) == encoded && !AnyEnd.IsMatch(encoded) && Decode(encoded) == Normalised(string.Concat(parts));
        }));
    }

    private static string Encode(params string[] chunks)
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new SmtpDataEncoder();
        foreach (var chunk in chunks) encoder.Write(Encoding.Latin1.GetBytes(chunk), output);
        encoder.Complete(output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }

    /// <summary>A receiver that knows CRLF only.</summary>
    private static string Decode(string encoded)
    {
        if (encoded.Length == 0) return "";
        encoded.ShouldEndWith("\r\n");
        var lines = encoded[..^2].Split("\r\n");
        lines.ShouldAllBe(l => !l.Contains('\r') && !l.Contains('\n'));
        return string.Concat(lines.Select(l => (l.StartsWith('.') ? l[1..] : l) + "\r\n"));
    }

    private static string Normalised(string message)
    {
        var text = message.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
        return text.Length == 0 || text.EndsWith("\r\n", StringComparison.Ordinal) ? text : text + "\r\n";
    }
}
