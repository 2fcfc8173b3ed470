namespace Mailstead.Mime.Parsing;

/// <summary>Something wrong in a message that was read all the same.</summary>
/// <param name="Offset">Byte offset into the raw message.</param>
public readonly record struct MimeDefect(MimeDefectKind Kind, int Offset);
