namespace Mailstead.Protocol.Sasl;

/// <summary>One login by one mechanism, the client's side (RFC 4422). Used once; knows nothing of base64 or of the protocol around it.</summary>
internal abstract class SaslExchange
{
    internal abstract string MechanismName { get; }

    /// <summary>The first <see cref="Respond"/>, of an empty challenge, gives the initial response.</summary>
    internal abstract bool SendsFirst { get; }

    /// <summary>True when nothing more is expected of the server. A success before that is a failed login: the server did not prove itself.</summary>
    internal abstract bool IsComplete { get; }

    /// <exception cref="Errors.MailException">A challenge that cannot be answered: cancel the exchange ("*").</exception>
    internal abstract byte[] Respond(ReadOnlySpan<byte> challenge);
}
