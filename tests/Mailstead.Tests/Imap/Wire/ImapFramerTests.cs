using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Wire;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Imap.Wire;

public sealed class ImapFramerTests
{
    private const string Stream =
        "* OK [ALERT] the text ends in {5}\r\n* 12 EXISTS\r\n* LIST () \"/\" {7}\r\nIN\r\nBOX\r\n"
        + "* 1 FETCH (UID 7 BODY[] {12}\r\na\r\n* 2 X\r\n{1} FLAGS ())\r\n* LIST () NIL {0}\r\n\r\nA1 OK done {3}\r\n";

    private static readonly string[] Expected =
    [
        "* OK [ALERT] the text ends in {5}\r\n", "* 12 EXISTS\r\n", "* LIST () \"/\" {7}\r\nIN\r\nBOX\r\n",
        "* 1 FETCH (UID 7 BODY[] {12}\r\na\r\n* 2 X\r\n{1} FLAGS ())\r\n", "* LIST () NIL {0}\r\n\r\n", "A1 OK done {3}\r\n",
    ];

    [Fact]
    public void Frames_are_the_same_at_every_split_of_the_stream()
    {
        var bytes = Encoding.ASCII.GetBytes(Stream);
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second += 7)
                string.Concat(Frames([bytes[..first], bytes[first..second], bytes[second..]]).Select(f => f + "|")).ShouldBe(string.Concat(Expected.Select(f => f + "|")), $"split at {first} and {second}");
        }
    }

    [Fact]
    public void Frames_are_the_same_byte_by_byte() =>
        Frames([.. Encoding.ASCII.GetBytes(Stream).Select(b => new[] { b })]).ShouldBe(Expected);

    [Fact]
    public void A_detached_literal_leaves_its_place_in_the_text_at_every_split()
    {
        var bytes = "* 1 FETCH (BODY[] {5}\r\nab\r\nc FLAGS ())\r\n* 2 EXISTS\r\n"u8.ToArray();
        for (var split = 0; split <= bytes.Length; split++)
        {
            using var framer = new ImapFramer(FrameSide.Server, ImapLimits.Default);
            var frames = new List<string>();
            var literal = new List<byte>();
            var missing = 0;
            foreach (var chunk in new[] { bytes[..split], bytes[split..] })
            {
                ReadOnlySpan<byte> input = chunk;
                while (true)
                {
                    var take = Math.Min(missing, input.Length);
                    literal.AddRange(input[..take]);
                    input = input[take..];
                    missing -= take;
                    if (missing > 0)
                        break;
                    var status = framer.Read(ref input, out var frame);
                    if (status == FrameStatus.NeedMore)
                        break;
                    if (status == FrameStatus.Complete)
                        frames.Add(Encoding.ASCII.GetString(frame));
                    else
                    {
                        missing = (int)framer.Literal.Length;
                        framer.Detach(ref input).ShouldBe(23);
                    }
                }
            }
            Encoding.ASCII.GetString([.. literal]).ShouldBe("ab\r\nc");
            string.Concat(frames).ShouldBe("* 1 FETCH (BODY[] {5}\r\n FLAGS ())\r\n* 2 EXISTS\r\n", $"split at {split}");
        }
    }

    [Theory]
    [InlineData("* LIST () NIL {99999999999999999999}\r\n")]
    [InlineData("* LIST () NIL {2147483648}\r\n")]
    [InlineData("* LIST () NIL {9223372036854775807}\r\n")]
    [InlineData("* LIST () NIL {16000000000}\r\n")]
    public void A_literal_beyond_belief_is_refused_before_anything_is_allocated(string text) =>
        Should.Throw<ProtocolBrokenException>(() => Frames([Encoding.ASCII.GetBytes(text)])).Code.ShouldBe(ErrorCodes.LimitExceeded);

    [Fact]
    public void A_very_long_digit_run_costs_no_more_than_its_line()
    {
        var text = Encoding.ASCII.GetBytes("* LIST () NIL {" + new string('9', 60_000) + "}\r\n");
        Should.Throw<ProtocolBrokenException>(() => Frames([text])).Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Theory]
    [InlineData("* OK ")]
    [InlineData("")]
    [InlineData("A1 NO ")]
    [InlineData("* LIST ")]
    public void An_endless_line_ends_at_the_limit(string start)
    {
        using var framer = new ImapFramer(FrameSide.Server, ImapLimits.Default);
        var chunk = new byte[4096];
        chunk.AsSpan().Fill((byte)'x');
        Encoding.ASCII.GetBytes(start).CopyTo(chunk, 0);
        var sent = 0;
        Should.Throw<ProtocolBrokenException>(() =>
        {
            while (sent < 10 << 20)
            {
                ReadOnlySpan<byte> input = chunk;
                framer.Read(ref input, out _).ShouldBe(FrameStatus.NeedMore);
                sent += chunk.Length;
            }
        }).Code.ShouldBe(ErrorCodes.LimitExceeded);
        sent.ShouldBeLessThan(ImapLimits.Default.MaxLineBytes + (2 * chunk.Length));
    }

    [Theory]
    [InlineData("* SEARCH")]
    [InlineData("* 1 FETCH (ENVELOPE (NIL \"")]
    public void A_line_of_honest_data_may_be_longer_than_other_lines(string start)
    {
        var text = start + " " + string.Concat(Enumerable.Repeat("123456 ", 40_000)) + "\r\n";
        Frames([Encoding.ASCII.GetBytes(text)]).ShouldHaveSingleItem().ShouldBe(text);
    }

    [Fact]
    public void A_bare_line_feed_breaks_the_protocol() =>
        Should.Throw<ProtocolBrokenException>(() => Frames(["* OK hello\n"u8.ToArray()])).Code.ShouldBe(ErrorCodes.ProtocolError);

    [Fact]
    public void Many_small_literals_in_one_frame_are_read_in_linear_time()
    {
        var bytes = Encoding.ASCII.GetBytes("* LIST (" + string.Concat(Enumerable.Repeat("{1}\r\nx ", 200_000)) + ")\r\n");
        Frames([.. bytes.Chunk(1000)]).ShouldHaveSingleItem().Length.ShouldBe(bytes.Length);
    }

    private static List<string> Frames(IReadOnlyList<byte[]> chunks)
    {
        using var framer = new ImapFramer(FrameSide.Server, ImapLimits.Default);
        var frames = new List<string>();
        foreach (var chunk in chunks)
        {
            ReadOnlySpan<byte> input = chunk;
            while (true)
            {
                var status = framer.Read(ref input, out var frame);
                if (status == FrameStatus.NeedMore)
                    break;
                if (status == FrameStatus.Literal)
                    framer.Keep();
                else
                    frames.Add(Encoding.ASCII.GetString(frame));
            }
            input.Length.ShouldBe(0);
        }
        framer.IsEmpty.ShouldBeTrue();
        return frames;
    }
}
