namespace Mailstead.Protocol.Smtp;

/// <param name="Code">Three digits.</param>
/// <param name="Enhanced">RFC 3463, "5.7.1"; null when not given.</param>
/// <param name="Text">Untrusted; lines joined by a space.</param>
public sealed record SmtpReply(int Code, string? Enhanced, string Text)
{
    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>Each line after its code: untrusted, cleaned and bounded.</summary>
    internal IReadOnlyList<string> Lines { get; init; } = [];
    public override string ToString() => Enhanced is null ? $"{Code}" : $"{Code} {Enhanced}";
}
