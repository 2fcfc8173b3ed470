namespace Mailstead.Sandbox.Smtp;

/// <summary>The transaction that MAIL began.</summary>
internal sealed class SmtpEnvelopeState(string from, IReadOnlyList<string> parameters)
{
    public string From { get; } = from;
    public IReadOnlyList<string> Parameters { get; } = parameters;
    public List<string> Recipients { get; } = [];
    public bool EightBit => Parameters.Contains("BODY=8BITMIME", StringComparer.OrdinalIgnoreCase) || Utf8;
    public bool Utf8 => Parameters.Contains("SMTPUTF8", StringComparer.OrdinalIgnoreCase);
}
