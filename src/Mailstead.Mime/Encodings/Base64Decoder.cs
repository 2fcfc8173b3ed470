using System.Buffers;
using System.Buffers.Text;

namespace Mailstead.Mime.Encodings;

/// <summary>
/// Base64 of a body (RFC 2045 section 6.8). Whole lines go through the vectorised decoder; a line that is odd in any way
/// is read byte by byte with its bits carried over, so nothing that can be read is lost.
/// </summary>
internal static class Base64Decoder
{
    private const byte Skip = 0xFF, Pad = 0xFE, Blank = 0xFD;
    private static readonly byte[] Table = MakeTable();

    public static int Value(int c) => c < 128 && Table[c] < 64 ? Table[c] : -1;

    /// <summary>Room that always suffices for the decoded bytes.</summary>
    public static int MaxLength(int encoded) => Base64.GetMaxDecodedFromUtf8Length(encoded) + 3;

    /// <param name="target">At least <see cref="MaxLength"/> long.</param>
    /// <param name="damaged">Something was skipped: a byte outside the alphabet, or bits that make no byte.</param>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target, out bool damaged)
    {
        var state = new State { Target = target };
        while (!source.IsEmpty)
        {
            var lf = source.IndexOf((byte)'\n');
            var line = lf < 0 ? source : source[..lf];
            source = lf < 0 ? default : source[(lf + 1)..];
            if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
            if (state.Count == 0 && line.Length % 4 == 0
                && Base64.DecodeFromUtf8(line, target[state.Written..], out _, out var written, isFinalBlock: false) == OperationStatus.Done)
                state.Written += written;
            else
                state.DecodeLine(line);
        }
        state.Flush(padded: false);
        damaged = state.Damaged;
        return state.Written;
    }

    private static byte[] MakeTable()
    {
        var table = new byte[256];
        table.AsSpan().Fill(Skip);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++) table[alphabet[i]] = (byte)i;
        table['='] = Pad;
        table[' '] = table['\t'] = table['\r'] = Blank;
        return table;
    }

    private ref struct State
    {
        public Span<byte> Target;
        public int Written;
        public int Count;
        public bool Damaged;
        private uint _bits;

        public void DecodeLine(ReadOnlySpan<byte> line)
        {
            foreach (var c in line)
            {
                var value = Table[c];
                if (value < 64)
                {
                    _bits = (_bits << 6) | value;
                    if (++Count < 4) continue;
                    Target[Written++] = (byte)(_bits >> 16);
                    Target[Written++] = (byte)(_bits >> 8);
                    Target[Written++] = (byte)_bits;
                    Count = 0;
                    _bits = 0;
                }
                else if (value == Pad) Flush(padded: true);
                else if (value == Skip) Damaged = true;
            }
        }

        /// <summary>Ends a run of base64; another may follow (two encoded pieces glued together do occur).</summary>
        public void Flush(bool padded)
        {
            if (Count == 2) Target[Written++] = (byte)(_bits >> 4);
            if (Count == 3)
            {
                Target[Written++] = (byte)(_bits >> 10);
                Target[Written++] = (byte)(_bits >> 2);
            }
            if (Count == 1 || (Count > 0 && !padded)) Damaged = true;
            Count = 0;
            _bits = 0;
        }
    }
}
