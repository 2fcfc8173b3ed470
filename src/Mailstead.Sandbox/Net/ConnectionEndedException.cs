namespace Mailstead.Sandbox.Net;

/// <summary>The conversation is over: the client left, was too slow, or a fault rule cut the line. Never a defect of the sandbox.</summary>
internal sealed class ConnectionEndedException(string message) : Exception(message);
