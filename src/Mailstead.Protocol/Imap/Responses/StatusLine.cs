using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>What OK, NO, BAD, BYE or PREAUTH said (RFC 9051 section 7.1), copied off the line.</summary>
/// <param name="Code">Upper case, without brackets; empty when there was none.</param>
/// <param name="Arguments">Octets between the code's name and its bracket.</param>
/// <param name="Text">Untrusted; cleaned and bounded.</param>
internal sealed record StatusLine(StatusCondition Condition, string Code, ReadOnlyMemory<byte> Arguments, string Text)
{
    /// <summary>A reader over the code's arguments.</summary>
    public ImapReader ArgumentReader(int maxDepth) => new(Arguments.Span, maxDepth);

    /// <param name="text">What follows the condition's name.</param>
    public static StatusLine Read(StatusCondition condition, ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("["u8) || text.IndexOf((byte)']') is not (> 0 and var close))
            return new StatusLine(condition, "", default, UntrustedText.Clean(text));
        var inner = text[1..close];
        var space = inner.IndexOf((byte)' ');
        var name = space < 0 ? inner : inner[..space];
        var code = name.Length <= 64 && Ascii.IsValid(name) ? Encoding.ASCII.GetString(name).ToUpperInvariant() : "";
        return new StatusLine(condition, code, space < 0 ? default : inner[(space + 1)..].ToArray(), UntrustedText.Clean(text[(close + 1)..].TrimStart((byte)' ')));
    }
}
