using Mailstead.Accounts;
using Mailstead.Errors;
using Mailstead.Operations.Folders;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Safety;

namespace Mailstead.Operations;

/// <summary>From opaque message ids to accounts and folders. An id never leads to another message than the one it was made for: the folder is found by its hash, and <see cref="CheckValidity"/> refuses when the server numbered the folder anew.</summary>
internal sealed class MessageLocator(IAccountRegistry accounts, FolderCatalogs catalogs)
{
    /// <summary>The account and key of one id.</summary>
    /// <param name="accountName">Null: the id tells.</param>
    /// <exception cref="MailException">invalid_argument, unknown_account.</exception>
    public (Account Account, MessageKey Key) Parse(string id, string? accountName)
    {
        Arguments.Line("id", id);
        if (!MessageKey.TryParse(id, out var key))
        {
            throw new CallerException($"'{UntrustedText.Line(id, 64)}' is not a message id.", remedy: "Pass ids exactly as search_messages gives them.");
        }

        if (accountName is not null)
        {
            var named = accounts.Find(accountName);
            return key.IsOf(named.Id)
                ? (named, key)
                : throw new CallerException($"The message id is not of account '{named.Id}'.", remedy: "Leave 'account' out; the id names its account.");
        }

        return accounts.All.FirstOrDefault(a => key.IsOf(a.Id)) is { } account
            ? (account, key)
            : throw new GoneException("The account of this message id is not configured any more.");
    }

    /// <exception cref="GoneException">The folder is not there any more.</exception>
    public async Task<LocatedMessage> LocateAsync(string id, string? accountName, CancellationToken cancellationToken)
    {
        var (account, key) = Parse(id, accountName);
        var folder = await catalogs.FindAsync(account, key, cancellationToken) ?? throw FolderGone();
        return new LocatedMessage(id, account, folder, key);
    }

    /// <summary>Many ids at once, in the order given: one bad id does not spoil the batch.</summary>
    public async Task<(IReadOnlyList<LocatedMessage> Found, IReadOnlyList<ItemError> Errors)> LocateAsync(IReadOnlyList<string> ids, string? accountName, CancellationToken cancellationToken)
    {
        if (accountName is not null)
        {
            accounts.Find(accountName);
        }

        var found = new List<LocatedMessage>(ids.Count);
        var errors = new List<ItemError>();
        var missing = new HashSet<(AccountId, ulong)>();
        foreach (var id in ids)
        {
            try
            {
                var (account, key) = Parse(id, accountName);

                // A folder that is not there is looked for once a call, however many ids name it.
                var folder = missing.Contains((account.Id, key.MailboxHash)) ? null : await catalogs.FindAsync(account, key, cancellationToken);
                if (folder is null)
                {
                    missing.Add((account.Id, key.MailboxHash));
                    throw FolderGone();
                }

                found.Add(new LocatedMessage(id, account, folder, key));
            }
            catch (Exception e) when (e is CallerException or GoneException)
            {
                errors.Add(ErrorOf(id, (MailException)e));
            }
        }

        return (found, errors);
    }

    /// <summary>To be called with the mailbox selected, before a UID is used.</summary>
    /// <exception cref="GoneException">UIDVALIDITY is another than when the id was made (RFC 9051 section 2.3.1.1).</exception>
    public static void CheckValidity(ImapConnection connection, UidValidity expected)
    {
        if (connection.Selected is not { } selected || selected.UidValidity != expected)
        {
            throw new GoneException("The server has numbered the folder's messages anew since this id was given out.");
        }
    }

    public static ItemError ErrorOf(string id, MailException e) => new(UntrustedText.Line(id, 64), e.Code, e.Message);

    public static ItemError Gone(LocatedMessage message) =>
        new(message.Id, DomainCodes.Gone, "The message is not in its folder any more: it was moved or deleted. Search again.");

    private static GoneException FolderGone() => new("The folder of this message is not there any more.");
}
