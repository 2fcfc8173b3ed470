namespace Mailstead.Mime.Composing;

/// <summary>Writes a draft as RFC 5322 bytes: CRLF only, lines folded under 78, ASCII headers by encoded words and RFC 2231, text as UTF-8.</summary>
public static class MessageComposer
{
    /// <exception cref="FormatException">A value carries CR, LF or NUL, an address cannot be written, a header name is not a token.</exception>
    public static byte[] Compose(MessageDraft draft) => throw new NotImplementedException();
}
