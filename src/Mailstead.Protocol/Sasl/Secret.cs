namespace Mailstead.Protocol.Sasl;

/// <summary>A password or token. Never prints: <see cref="ToString"/> is redacted, <see cref="Reveal"/> is for the wire alone.</summary>
public sealed class Secret(string value)
{
    public string Reveal() => value;
    public override string ToString() => "[secret]";
}
