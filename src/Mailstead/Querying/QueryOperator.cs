namespace Mailstead.Querying;

/// <param name="Expected">What a good value is, for an error.</param>
/// <param name="Make">Null for a bad value.</param>
internal sealed record QueryOperator(string Expected, Func<string, DateOnly, MailQuery?> Make);
