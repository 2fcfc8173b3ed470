using System.Text;

namespace Mailstead.Mime.Text;

/// <summary>format=flowed (RFC 3676): lines that end in a blank go on in the next one.</summary>
public static class FlowedText
{
    /// <param name="deleteSpace">The parameter DelSp=yes: the blank at the end of a line is not part of the text.</param>
    public static string Unwrap(string text, bool deleteSpace = false)
    {
        var result = new StringBuilder(text.Length);
        var openDepth = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimEnd('\r');
            var depth = line.IndexOfAnyExcept('>') is >= 0 and var quotes ? quotes : line.Length;
            var content = line[depth..];
            if (content.StartsWith(" ")) content = content[1..];
            if (openDepth != depth || content is "-- ")
            {
                if (range.Start.Value > 0) result.Append('\n');
                if (depth > 0) result.Append('>', depth).Append(' ');
            }
            var flowed = content.EndsWith(" ") && content is not "-- ";
            result.Append(flowed && deleteSpace ? content[..^1] : content);
            openDepth = flowed ? depth : -1;
        }
        return result.ToString();
    }
}
