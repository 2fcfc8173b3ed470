namespace Mailstead.Protocol.Errors;

/// <summary>The peer broke the protocol or a limit; the connection has been dropped.</summary>
public sealed class ProtocolBrokenException(string message, string code = ErrorCodes.ProtocolError, Exception? inner = null)
    : MailException(code, message, "The server sent something that cannot be trusted; try again, and report the server if it repeats.", inner)
{
    public override bool CanRetry => true;
}
