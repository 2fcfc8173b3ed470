namespace Mailstead.Mcp.Stdio;

/// <summary>Splits a stream into lines and never holds more than one line of the longest allowed length, whatever comes.</summary>
internal sealed class LineReader(Stream input, int maxBytes)
{
    /// <summary>What is kept between lines; a longer line takes more for as long as it is read.</summary>
    private const int UsualBytes = 32 << 10;

    private byte[] _buffer = new byte[Math.Min(UsualBytes, maxBytes + 1)];
    private int _start;
    private int _seen;
    private int _end;
    private bool _passingOver;

    /// <returns>Null at the end of the stream. What follows the last line end is a line too.</returns>
    public async ValueTask<InputLine?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TakeLine() is { } line) return line;
            if (_end - _start > maxBytes)
            {
                var isNews = !_passingOver;
                _passingOver = true;
                _start = _seen = _end = 0;
                if (isNews) return new InputLine(default, IsTooLong: true);
            }

            MakeRoom();
            // A read of the console cannot be cancelled: it is left behind.
            var read = await input.ReadAsync(_buffer.AsMemory(_end), cancellationToken).AsTask().WaitAsync(cancellationToken);
            if (read == 0) return TakeRest();
            _end += read;
        }
    }

    private InputLine? TakeLine()
    {
        while (_buffer.AsSpan(_seen, _end - _seen).IndexOf((byte)'\n') is >= 0 and var length)
        {
            var line = new InputLine(_buffer.AsMemory(_start, _seen + length - _start));
            _start = _seen += length + 1;
            if (!_passingOver) return line.Bytes.Length <= maxBytes ? line : new InputLine(default, IsTooLong: true);
            _passingOver = false;
        }

        _seen = _end;
        return null;
    }

    private InputLine? TakeRest()
    {
        var rest = new InputLine(_buffer.AsMemory(_start, _end - _start));
        _start = _seen = _end = 0;
        return rest.Bytes.IsEmpty || _passingOver ? null : rest;
    }

    private void MakeRoom()
    {
        var held = _end - _start;
        if (_start > 0 || (held == 0 && _buffer.Length > UsualBytes))
        {
            var target = held < UsualBytes && _buffer.Length > UsualBytes ? new byte[UsualBytes] : _buffer;
            _buffer.AsSpan(_start, held).CopyTo(target);
            _buffer = target;
            (_start, _seen, _end) = (0, _seen - _start, held);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, maxBytes + 1));
    }
}
