using System.Buffers;
using System.Buffers.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Smtp.Wire;

/// <summary>Octets to replies (RFC 5321 section 4.2). Keeps the lines of a reply that has not ended yet.</summary>
internal sealed class SmtpReplyParser(SmtpLimits limits)
{
    private readonly List<string> _lines = [];
    private int _code;

    /// <summary>Takes whole lines from the input. True when they ended a reply; then the input begins after it.</summary>
    /// <exception cref="ProtocolBrokenException">Not a reply, or past a limit.</exception>
    internal bool TryParse(ref ReadOnlySequence<byte> input, out SmtpReply reply)
    {
        while (TryTakeLine(ref input, out var line))
        {
            if (!TakeLine(line)) continue;
            reply = Finish();
            return true;
        }

        if (input.Length > limits.MaxLineBytes) throw TooLong();
        reply = null!;
        return false;
    }

    private bool TryTakeLine(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (input.PositionOf((byte)'\n') is not { } end) return false;
        line = input.Slice(0, end);
        if (line.Length > limits.MaxLineBytes) throw TooLong();
        input = input.Slice(input.GetPosition(1, end));
        return true;
    }

    /// <summary>True for the last line of a reply.</summary>
    private bool TakeLine(ReadOnlySequence<byte> sequence)
    {
        var line = (sequence.IsSingleSegment ? sequence.FirstSpan : sequence.ToArray()).TrimEnd((byte)'\r');
        if (line.Length < 3 || !Utf8Parser.TryParse(line[..3], out int code, out var digits) || digits != 3 || code is < 200 or > 599) throw NotAReply();
        if (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-')) throw NotAReply();
        if (_lines.Count > 0 && code != _code) throw NotAReply();
        if (_lines.Count == limits.MaxReplyLines) throw TooLong();
        _code = code;
        _lines.Add(line.Length > 4 ? UntrustedText.Clean(line[4..], limits.MaxLineBytes) : "");
        return line.Length == 3 || line[3] == ' ';
    }

    private SmtpReply Finish()
    {
        var enhanced = EnhancedCode(_lines[0]);
        var text = enhanced is null
            ? string.Join(' ', _lines)
            : string.Join(' ', _lines.Select(l => l.StartsWith(enhanced, StringComparison.Ordinal) ? l[enhanced.Length..].TrimStart() : l));
        var reply = new SmtpReply(_code, enhanced, UntrustedText.Clean(text)) { Lines = [.. _lines] };
        _lines.Clear();
        return reply;
    }

    /// <summary>RFC 2034: the class of the enhanced code is the reply's own.</summary>
    private string? EnhancedCode(string line)
    {
        var word = line.AsSpan();
        if (word.IndexOf(' ') is >= 0 and var space) word = word[..space];
        if (word.Length is < 5 or > 9 || word[0] != '0' + (_code / 100)) return null;
        Span<Range> parts = stackalloc Range[4];
        if (word.Split(parts, '.') != 3) return null;
        return IsNumber(word[parts[0]]) && IsNumber(word[parts[1]]) && IsNumber(word[parts[2]]) ? word.ToString() : null;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length is >= 1 and <= 3 && !text.ContainsAnyExceptInRange('0', '9');
    private static ProtocolBrokenException NotAReply() => new("The server sent a line that is not an SMTP reply.");
    private static ProtocolBrokenException TooLong() => new("The server sent a reply beyond the limits.", ErrorCodes.LimitExceeded);
}
