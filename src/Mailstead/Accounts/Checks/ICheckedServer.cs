using Mailstead.Protocol.Sasl;

namespace Mailstead.Accounts.Checks;

/// <summary>An open connection to a server under test, IMAP or SMTP.</summary>
internal interface ICheckedServer : IAsyncDisposable
{
    Task LoginAsync(MailCredential credential, CancellationToken cancellationToken);

    /// <summary>What the server can do, in a line; after login.</summary>
    string Describe();
}
