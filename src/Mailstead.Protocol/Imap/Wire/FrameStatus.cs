namespace Mailstead.Protocol.Imap.Wire;

internal enum FrameStatus
{
    /// <summary>All input was taken; the frame is not complete.</summary>
    NeedMore,

    /// <summary>A literal is announced: answer with <see cref="ImapFramer.Keep"/> or <see cref="ImapFramer.Detach"/>, then read on with the same input.</summary>
    Literal,

    /// <summary>The frame is complete, its closing CRLF included.</summary>
    Complete,
}
