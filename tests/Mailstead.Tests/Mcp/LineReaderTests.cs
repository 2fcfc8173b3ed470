using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Mcp.Stdio;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mcp;

public sealed class LineReaderTests
{
    private const int MaxBytes = 50;

    [Fact]
    public void Lines_are_the_same_however_the_bytes_come() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            ArbMap.Default.ArbFor<(byte[] Lengths, byte Piece, bool Ended)>(),
            given => ReadsAsAsync(given.Lengths.Select(l => (int)l).ToList(), given.Piece + 1, given.Ended)));

    [Fact]
    public async Task No_more_than_the_longest_line_is_ever_held()
    {
        var stream = new Pieces(Enumerable.Repeat((byte)'x', 1_000_000).Append((byte)'\n').ToArray(), 4096);
        var reader = new LineReader(stream, 10_000);
        (await reader.ReadAsync(CancellationToken.None)).ShouldBe(new InputLine(default, IsTooLong: true));
        (await reader.ReadAsync(CancellationToken.None)).ShouldBeNull();
        stream.LargestRoom.ShouldBeLessThanOrEqualTo(10_001);
    }

    [Fact]
    public async Task A_read_that_never_ends_is_left_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var reading = new LineReader(new Deaf(), MaxBytes).ReadAsync(cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading.AsTask());
    }

    private static async Task<bool> ReadsAsAsync(List<int> lengths, int piece, bool ended)
    {
        var text = string.Join('\n', lengths.Select((l, i) => new string((char)('a' + (i % 26)), l)));
        var expected = text.Split('\n').Select(l => l.Length <= MaxBytes ? l : "too long").ToList();
        if (ended) text += '\n';
        else if (expected[^1].Length == 0) expected.RemoveAt(expected.Count - 1);
        return (await LinesAsync(new LineReader(new Pieces(Encoding.ASCII.GetBytes(text), piece), MaxBytes))).SequenceEqual(expected, StringComparer.Ordinal);
    }

    private static async Task<List<string>> LinesAsync(LineReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } line) lines.Add(line.IsTooLong ? "too long" : Encoding.ASCII.GetString(line.Bytes.Span));
        return lines;
    }

    /// <summary>Gives its bytes a piece at a time.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public int LargestRoom { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestRoom = Math.Max(LargestRoom, buffer.Length);
            return base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
        }
    }

    /// <summary>As a console: never returns, and hears no cancellation.</summary>
    private sealed class Deaf : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(new TaskCompletionSource<int>().Task);
    }
}
