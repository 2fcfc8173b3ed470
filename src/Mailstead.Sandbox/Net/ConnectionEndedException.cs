namespace Mailstead.Sandbox.Net;

/// <summary>The conversation is over: the client left, was too slow, or a fault rule cut the line. Never a defect of the sandbox.</summary>
/// <param name="clientWasSilent">The client is still there and can be told why.</param>
internal sealed class ConnectionEndedException(string message, bool clientWasSilent = false) : Exception(message)
{
    public bool ClientWasSilent { get; } = clientWasSilent;
}
