namespace Mailstead.Mime.Headers;

/// <summary>One method's result: dkim, spf, dmarc, arc and so on.</summary>
/// <param name="Method">In lower case.</param>
/// <param name="Properties">"header.d", "smtp.mailfrom": names in lower case, values as the server wrote them.</param>
public sealed record AuthenticationResult(string Method, AuthenticationVerdict Verdict, string? Reason, IReadOnlyDictionary<string, string> Properties);
