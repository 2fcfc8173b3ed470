namespace Mailstead.Querying;

/// <summary>Text to <see cref="MailQuery"/>. Two ways of writing, one meaning; neither is ever passed through to a server.</summary>
/// <remarks>
/// <para>Our language: <c>from:anna "exact phrase" -is:read (has:attachment OR larger:2M)</c>. Words stand for text in header or body,
/// what stands side by side must all hold, OR binds weaker than that, minus or NOT negates.</para>
/// <para>IMAP's keys (RFC 9051 section 6.4.4): <c>OR FROM "anna" NOT SEEN</c>. Taken when the first word, leading parentheses and NOTs aside,
/// is an IMAP key in capitals; quote such a word to search for it.</para>
/// </remarks>
public static class QueryParser
{
    /// <param name="today">What relative dates (7d, yesterday) count from: today in the owner's time zone.</param>
    /// <exception cref="Protocol.Errors.CallerException">invalid_query, with column, expectation and a caret line.</exception>
    public static MailQuery Parse(string? text, DateOnly today)
    {
        var scanner = new QueryScanner(text ?? "");
        return ImapQueryReader.Starts(scanner.Text) ? new ImapQueryReader(scanner, today).Read() : new NativeQueryReader(scanner, today).Read();
    }
}
