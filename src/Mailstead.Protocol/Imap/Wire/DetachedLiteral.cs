namespace Mailstead.Protocol.Imap.Wire;

/// <summary>A literal whose octets were taken off the line while it was read: they are in <paramref name="Data"/>, or went to a stream.</summary>
/// <param name="Offset">Where they would stand in the text of the frame, just behind <c>{n}CRLF</c>.</param>
/// <param name="Data">Null when they went to a stream.</param>
internal readonly record struct DetachedLiteral(int Offset, ReadOnlyMemory<byte>? Data);
