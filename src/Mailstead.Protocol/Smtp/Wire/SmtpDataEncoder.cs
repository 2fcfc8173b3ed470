using System.Buffers;

namespace Mailstead.Protocol.Smtp.Wire;

/// <summary>A message as DATA carries it, or, without the stuffing, BDAT (RFC 5321 section 4.5.2): every bare CR and bare LF becomes CRLF, and only then lines that begin with a dot get a second one, so that no reader of any newline habit finds an end inside. Any split of the message into chunks gives the same octets.</summary>
internal sealed class SmtpDataEncoder(bool stuffsDots = true)
{
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);
    private bool _atLineStart = true;
    private bool _afterCr;

    internal void Write(ReadOnlySpan<byte> chunk, IBufferWriter<byte> output)
    {
        while (!chunk.IsEmpty)
        {
            if (_afterCr && EndCr(ref chunk, output)) continue;
            if (stuffsDots && _atLineStart && chunk[0] == '.') output.Write("."u8);
            var end = chunk.IndexOfAny(LineBreaks);
            var text = end < 0 ? chunk : chunk[..end];
            output.Write(text);
            if (text.Length > 0) _atLineStart = false;
            if (end < 0) return;
            if (chunk[end] == '\r') _afterCr = true;
            else EndLine(output);
            chunk = chunk[(end + 1)..];
        }
    }

    /// <summary>Ends the last line, so that the final dot stands alone.</summary>
    internal void Complete(IBufferWriter<byte> output)
    {
        if (_afterCr || !_atLineStart) EndLine(output);
    }

    /// <summary>The line ends here whatever follows the CR; a LF belongs to it. True when the chunk is used up or begins anew.</summary>
    private bool EndCr(ref ReadOnlySpan<byte> chunk, IBufferWriter<byte> output)
    {
        EndLine(output);
        if (chunk[0] != '\n') return false;
        chunk = chunk[1..];
        return true;
    }

    private void EndLine(IBufferWriter<byte> output)
    {
        output.Write("\r\n"u8);
        _atLineStart = true;
        _afterCr = false;
    }
}
