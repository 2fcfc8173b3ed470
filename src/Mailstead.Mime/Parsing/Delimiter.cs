namespace Mailstead.Mime.Parsing;

/// <summary>A boundary line found in a body (RFC 2046 section 5.1.1).</summary>
/// <param name="Level">Index of the open entity it belongs to, -1 when the bytes ended first.</param>
/// <param name="ContentEnd">End of what stands before it; the line break before a delimiter is the delimiter's.</param>
internal readonly record struct Delimiter(int Level, bool IsClose, int ContentEnd, int Next);
