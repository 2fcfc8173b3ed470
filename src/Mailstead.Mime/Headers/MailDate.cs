namespace Mailstead.Mime.Headers;

/// <summary>RFC 5322 date-time, obsolete forms included (RFC 5322 section 4.3).</summary>
public static class MailDate
{
    public static bool TryParse(string text, out DateTimeOffset value) => throw new NotImplementedException();
    public static string Format(DateTimeOffset value) => throw new NotImplementedException();
}
