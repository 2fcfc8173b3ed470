namespace Mailstead.Mime.Encodings;

/// <summary>RFC 2047.</summary>
public static class EncodedWords
{
    public static string Decode(ReadOnlySpan<byte> headerValue) => throw new NotImplementedException();
    public static string Decode(string headerValue) => throw new NotImplementedException();
}
