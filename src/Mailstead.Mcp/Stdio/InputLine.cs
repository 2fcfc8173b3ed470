namespace Mailstead.Mcp.Stdio;

/// <summary>One line of input without its end. The bytes are valid until the next line is read.</summary>
/// <param name="IsTooLong">The line had more bytes than may be; it was passed over, and there are no bytes.</param>
internal readonly record struct InputLine(ReadOnlyMemory<byte> Bytes, bool IsTooLong = false);
