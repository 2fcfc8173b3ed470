namespace Mailstead.Protocol.Smtp;

/// <summary>What EHLO announced.</summary>
/// <param name="MaxSize">SIZE in octets; null when not announced or 0.</param>
public sealed record SmtpCapability(IReadOnlySet<string> Keywords, IReadOnlyList<string> AuthMechanisms, long? MaxSize)
{
    /// <summary>Null when FUTURERELEASE is not announced.</summary>
    public SmtpFutureRelease? FutureRelease { get; init; }

    public bool Has(string keyword) => Keywords.Contains(keyword);
}
