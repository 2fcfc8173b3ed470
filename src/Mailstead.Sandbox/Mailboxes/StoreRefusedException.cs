namespace Mailstead.Sandbox.Mailboxes;

/// <summary>What the store will not do.</summary>
/// <param name="code">RFC 5530 response code.</param>
internal sealed class StoreRefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
