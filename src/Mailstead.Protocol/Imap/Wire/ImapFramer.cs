using System.Buffers;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap.Wire;

/// <summary>
/// Cuts a byte stream into frames: one response or command with its literals. Synchronous, no I/O. A frame that lies
/// whole in the input is handed out in place; one that does not is gathered in a pooled buffer, every octet copied and
/// scanned once however the stream is chunked.
/// </summary>
internal sealed class ImapFramer(FrameSide side, ImapLimits limits) : IDisposable
{
    private const int FirstScratch = 8 * 1024;
    private const int LargestIdleScratch = 64 * 1024;
    private byte[] _scratch = [];
    private int _held;
    private int _at;
    private int _lineStart;
    private bool _announced;

    /// <summary>The literal that the last <see cref="FrameStatus.Literal"/> announced.</summary>
    public LiteralHeader Literal { get; private set; }

    /// <summary>True between frames.</summary>
    public bool IsEmpty => _held == 0 && _at == 0;

    /// <param name="input">What arrived. Moved past what was taken: all of it on <see cref="FrameStatus.NeedMore"/>, through the frame's end on <see cref="FrameStatus.Complete"/>.</param>
    /// <param name="frame">The frame, or its text so far on <see cref="FrameStatus.Literal"/>. Good until the next call.</param>
    public FrameStatus Read(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> frame)
    {
        if (_announced)
            throw new InvalidOperationException("An announced literal was neither kept nor detached.");
        if (_held == 0 && _scratch.Length > LargestIdleScratch)
            Release();
        return _held == 0 ? ReadInPlace(ref input, out frame) : ReadGathered(ref input, out frame);
    }

    /// <summary>The octets of the announced literal stay in the frame.</summary>
    public void Keep()
    {
        TakeAnnounced();
        if (Literal.Length > limits.MaxInlineLiteralBytes || Literal.Length > limits.MaxFrameBytes - _at)
            throw TooLong("A literal is longer than is accepted here.");
        _at += (int)Literal.Length;
        _lineStart = _at;
    }

    /// <summary>The octets of the announced literal are not part of the frame: the caller takes them off the input before it reads on.</summary>
    /// <returns>The literal's place in the frame's text.</returns>
    public int Detach(ref ReadOnlySpan<byte> input)
    {
        TakeAnnounced();
        if (_held == 0)
        {
            Hold(input[.._at]);
            input = input[_at..];
        }
        _lineStart = _at;
        return _at;
    }

    public void Dispose() => Release();

    private FrameStatus ReadInPlace(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> frame)
    {
        var status = Scan(input);
        switch (status)
        {
            case FrameStatus.Complete:
                frame = input[.._at];
                input = input[_at..];
                _at = _lineStart = 0;
                break;
            case FrameStatus.Literal:
                frame = input[.._at];
                break;
            default:
                frame = default;
                if (!input.IsEmpty)
                    Hold(input);
                input = default;
                break;
        }
        return status;
    }

    private FrameStatus ReadGathered(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> frame)
    {
        while (true)
        {
            if (_at < _held)
            {
                var status = Scan(_scratch.AsSpan(0, _held));
                if (status == FrameStatus.Literal)
                {
                    frame = _scratch.AsSpan(0, _at);
                    return status;
                }
                if (status == FrameStatus.Complete)
                {
                    frame = _scratch.AsSpan(0, _at);
                    _held = _at = _lineStart = 0;
                    return status;
                }
            }
            if (input.IsEmpty)
            {
                frame = default;
                return FrameStatus.NeedMore;
            }
            // No further than the end of the line or of the literal: what follows the frame stays in the input.
            var missing = _at - _held;
            int take;
            if (missing > 0)
                take = Math.Min(missing, input.Length);
            else
                take = input.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : input.Length;
            Hold(input[..take]);
            input = input[take..];
        }
    }

    /// <summary>Goes on at <see cref="_at"/>; leaves it behind the last complete line, or at the end of what has no line end.</summary>
    private FrameStatus Scan(ReadOnlySpan<byte> window)
    {
        if (_at >= window.Length)
            return FrameStatus.NeedMore;
        var end = window[_at..].IndexOf((byte)'\n');
        if (end < 0)
        {
            _at = window.Length;
            CheckLine(window, _at);
            return FrameStatus.NeedMore;
        }
        end += _at;
        CheckLine(window, end);
        if (end == _lineStart || window[end - 1] != '\r')
            throw new ProtocolBrokenException("A line ends in a bare LF.");
        var line = window[_lineStart..(end - 1)];
        _at = end + 1;
        if (line.EndsWith("}"u8) && MayCarryLiteral(window) && LiteralHeader.TryReadAtEnd(line, out var header))
        {
            Literal = header;
            _announced = true;
            return FrameStatus.Literal;
        }
        return FrameStatus.Complete;
    }

    private bool MayCarryLiteral(ReadOnlySpan<byte> window)
    {
        if (side == FrameSide.Client)
            return true;
        if (!window.StartsWith("* "u8))
            return false;
        var rest = window[2..];
        var end = rest.IndexOfAny(ImapChars.AtomEnd);
        var word = end < 0 ? rest : rest[..end];
        return !(Ascii.EqualsIgnoreCase(word, "OK"u8) || Ascii.EqualsIgnoreCase(word, "NO"u8) || Ascii.EqualsIgnoreCase(word, "BAD"u8)
            || Ascii.EqualsIgnoreCase(word, "BYE"u8) || Ascii.EqualsIgnoreCase(word, "PREAUTH"u8));
    }

    private void CheckLine(ReadOnlySpan<byte> window, int end)
    {
        if (end > limits.MaxFrameBytes)
            throw TooLong("A response is longer than is accepted.");
        if (end - _lineStart <= limits.MaxLineBytes)
            return;
        if (end - _lineStart > limits.MaxDataLineBytes || !CarriesData(window))
            throw TooLong("A line is longer than is accepted.");
    }

    /// <summary>Number lists, and what a message says of itself (two thousand recipients are honest), outgrow a line; nothing else does.</summary>
    private bool CarriesData(ReadOnlySpan<byte> window)
    {
        if (side == FrameSide.Client || !window.StartsWith("* "u8))
            return false;
        var rest = window[2..];
        if (ImapChars.IsDigit(rest[0]))
        {
            var space = rest[..Math.Min(rest.Length, 16)].IndexOf((byte)' ');
            return space > 0 && StartsWithWord(rest[(space + 1)..], "FETCH "u8);
        }
        return StartsWithWord(rest, "SEARCH "u8) || StartsWithWord(rest, "ESEARCH "u8) || StartsWithWord(rest, "VANISHED "u8);
    }

    private static bool StartsWithWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);

    private void TakeAnnounced()
    {
        if (!_announced)
            throw new InvalidOperationException("No literal is announced.");
        _announced = false;
    }

    private void Hold(ReadOnlySpan<byte> octets)
    {
        var needed = _held + octets.Length;
        if (needed > _scratch.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstScratch, (int)Math.Min((long)_scratch.Length * 2, Array.MaxLength) is var twice && twice > needed ? twice : needed));
            _scratch.AsSpan(0, _held).CopyTo(larger);
            Return(_scratch);
            _scratch = larger;
        }
        octets.CopyTo(_scratch.AsSpan(_held));
        _held = needed;
    }

    private void Release()
    {
        Return(_scratch);
        _scratch = [];
        _held = _at = _lineStart = 0;
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private static ProtocolBrokenException TooLong(string message) => new(message, ErrorCodes.LimitExceeded);
}
