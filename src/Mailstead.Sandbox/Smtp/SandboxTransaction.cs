namespace Mailstead.Sandbox.Smtp;

/// <summary>One message that a client handed to the SMTP server.</summary>
/// <param name="From">MAIL FROM, bare; empty for the null sender.</param>
/// <param name="Recipients">RCPT TO as accepted, bare, in order.</param>
/// <param name="Parameters">Of MAIL FROM, as sent: "BODY=8BITMIME".</param>
/// <param name="Wire">The bytes between the reply to DATA and the final dot, exactly as they came: with dot-stuffing, and with the line end before the dot.</param>
/// <param name="Message">The same with dot-stuffing undone.</param>
/// <param name="Reply">What the server answered to the final dot.</param>
public sealed record SandboxTransaction(
    string From,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> Parameters,
    ReadOnlyMemory<byte> Wire,
    ReadOnlyMemory<byte> Message,
    string Reply)
{
    public bool Accepted => Reply.StartsWith('2');

    /// <summary>Recipients that are not the owner: for these the mail has left the house.</summary>
    public IReadOnlyList<string> LeftTheHouse => [.. Recipients.Where(r => !SandboxOwner.Owns(r))];
}
