namespace Mailstead.Testing;

/// <summary>The client did not do what the script expected.</summary>
public sealed class PeerScriptException(string message) : Exception(message);
