namespace Mailstead.Mime.Headers;

/// <summary>One piece of a parameter that is continued or carries its charset (RFC 2231).</summary>
internal readonly record struct ParameterSegment(int Index, bool Extended, string Value);
