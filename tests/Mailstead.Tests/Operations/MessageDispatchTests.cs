using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Mime.Addresses;
using Mailstead.Operations.Composing;
using Mailstead.Operations.Folders;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Transport;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class MessageDispatchTests
{
    [Fact]
    public async Task Nothing_that_goes_wrong_after_the_sending_makes_it_look_unsent()
    {
        var lines = new SendsAndThenBreaks();
        await using (lines)
        {
            var dispatch = new MessageDispatch(lines, new OwnCopies(lines, new FolderCatalogs(lines, TimeProvider.System)), TimeProvider.System);
            var (status, note) = await dispatch.SendAsync(Planned(), [], TestContext.Current.CancellationToken);
            status.ShouldBe("sent");
            note.ShouldContain("do not send again");
        }
    }

    private static PlannedMessage Planned()
    {
        var recipients = new Recipients();
        recipients.Add(RecipientField.To, [new MailAddress("", "bob@example.org")]);
        var account = new Account
        {
            Id = new AccountId("ann"),
            Address = "ann@example.org",
            Imap = new MailEndpoint("127.0.0.1", 1, TlsMode.None),
            ImapUser = "ann",
            ImapSecret = new SecretReference(SecretSource.Env, "X"),
        };
        return new PlannedMessage(account, new MailAddress("", account.Address), recipients, "Hi", "Hello.", null) { MessageId = "1@example.org", Date = default };
    }

    /// <summary>Takes every message; everything else is a mistake of ours.</summary>
    private sealed class SendsAndThenBreaks : IMailConnections
    {
        public Task<T> RunAsync<T>(Account account, MailboxName? mailbox, WorkKind kind, Func<ImapConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
            Task.FromException<T>(new InvalidOperationException("a mistake"));

        public Task<T> SubmitAsync<T>(Account account, Func<SmtpConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
            Task.FromResult((T)(object)new SmtpReceipt(new SmtpReply(250, null, "taken")));

        public Task<IAsyncDisposable> WatchAsync(Account account, MailboxName mailbox, Func<ImapNews, ValueTask> onNews, CancellationToken cancellationToken) => throw new NotSupportedException();
        public IReadOnlyList<ConnectionHealth> Health() => [];
        public ValueTask ClearAsync(AccountId? account) => default;
        public ValueTask DisposeAsync() => default;
    }
}
