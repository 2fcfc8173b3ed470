using Mailstead.Accounts;
using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Operations.Folders;
using Mailstead.Policies;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;

namespace Mailstead.Operations;

/// <summary>Flags, labels and moves, by UID commands only, folder by folder. Ids that are gone are told one by one; the others are changed.</summary>
internal sealed class OrganizeMessages(IMailConnections connections, FolderCatalogs catalogs, MessageLocator locator)
    : IOperation<OrganizeMessagesRequest, OrganizeMessagesResult>
{
    private const int LabelLength = 64;

    public string Name => "organize_messages";
    public TimeSpan Deadline => OperationLimits.ChangeDeadline;

    public async ValueTask<OperationPlan<OrganizeMessagesResult>> PlanAsync(OrganizeMessagesRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var ids = Arguments.Ids("ids", request.Ids, OperationLimits.OrganizeIds);
        var accountName = Arguments.Line("account", request.Account);
        var name = Arguments.OneOf("action", request.Action, [.. OrganizeAction.All.Select(a => a.Name)]);
        var action = OrganizeAction.All.Single(a => string.Equals(a.Name, name, StringComparison.Ordinal));
        var flag = action.TakesLabel ? Label(request.Label) : action.Flag;
        var folderName = action.TakesFolder ? Arguments.Required("folder", request.Folder) : null;
        var (found, errors) = await locator.LocateAsync(ids, accountName, cancellationToken);

        // One account a call: a decision, a target folder and an audit line are of one account.
        var account = found.Count > 0 ? found[0].Account : null;
        var foreign = found.Where(m => m.Account.Id != account?.Id)
            .Select(m => new ItemError(m.Id, ErrorCodes.InvalidArgument, $"The message is in account '{m.Account.Id}'; organise one account a call."));
        var mine = found.Where(m => m.Account.Id == account?.Id).ToArray();
        var target = account is null || action.Deletes ? null : await TargetAsync(account, action, folderName, cancellationToken);
        var facts = AuditFacts.OfIds(mine.Select(m => m.Id));
        facts["action"] = name;
        if (target is not null)
        {
            facts["folder"] = target.ShownName;
        }

        var question = PolicyQuestion.Of(action.Deletes ? PolicyAction.PermanentDeletion : PolicyAction.ReversibleChange, account?.Id);
        return new(question, facts, (_, c, ct) => ChangeAsync(name, action.Mode, flag, target, mine, [.. errors, .. foreign], c, ct))
        {
            Outcome = r => AuditFacts.Of("changed", r.Changed),
        };
    }

    private async Task<MailFolder?> TargetAsync(Account account, OrganizeAction action, string? folderName, CancellationToken cancellationToken)
    {
        if (folderName is not null)
        {
            var named = await catalogs.FindAsync(account, folderName, cancellationToken);
            return named.Info.IsSelectable ? named : throw new CallerException($"'{named.ShownName}' holds folders only, no messages.", DomainCodes.UnknownFolder);
        }

        return action.Target is not { } type
            ? null
            : await catalogs.FindAsync(account, type, cancellationToken)
                ?? throw new CallerException(
                    $"The account has no {type.ToString().ToLowerInvariant()} folder that could be recognised.", DomainCodes.UnknownFolder,
                    "Use the action move with a folder that list_folders names.");
    }

    private async Task<OrganizeMessagesResult> ChangeAsync(
        string action, StoreMode mode, Flag? flag, MailFolder? target, LocatedMessage[] messages, List<ItemError> errors, OperationContext context, CancellationToken cancellationToken)
    {
        var changed = 0;
        var moved = new List<MovedMessage>();
        var notes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in messages.GroupBy(m => m.Folder.Name))
        {
            var wanted = folder.ToArray();
            if (folder.Key == target?.Name)
            {
                notes.Add($"{wanted.Length} of the messages are in '{target.ShownName}' already.");
                continue;
            }

            try
            {
                var outcome = target is null
                    ? await StoreAsync(wanted, mode, flag!.Value, cancellationToken)
                    : await MoveAsync(wanted, target, cancellationToken);
                changed += outcome.Changed.Count;
                moved.AddRange(outcome.Moved);
                errors.AddRange(wanted.Where(m => !outcome.Changed.Contains(m.Id)).Select(MessageLocator.Gone));
                if (outcome.Note is { } note)
                {
                    notes.Add(note);
                }
            }
            catch (MailException e) when (changed > 0 || e is ServerRefusedException or GoneException)
            {
                // What was changed before stays told: the failure is that of these messages.
                errors.AddRange(wanted.Select(m => MessageLocator.ErrorOf(m.Id, e)));
            }

            context.Progress?.Report(new(changed, messages.Length, action));
        }

        return new(action, changed, moved, errors, target?.ShownName, notes.Count > 0 ? string.Join(' ', notes) : null);
    }

    private Task<Outcome> StoreAsync(LocatedMessage[] messages, StoreMode mode, Flag flag, CancellationToken cancellationToken) =>
        connections.RunAsync(messages[0].Account, messages[0].Folder.Name, WorkKind.IdempotentChange, async (connection, ct) =>
        {
            CheckFlag(connection.Selected, mode, flag);
            var present = await PresentAsync(connection, messages, ct);
            if (present.Count > 0)
            {
                await connection.ExecuteAsync(new StoreCommand(UidSet.Of(present.Keys), mode, [flag]), ct);
            }

            return new Outcome([.. present.Values.Select(m => m.Id)], [], null);
        }, cancellationToken);

    private async Task<Outcome> MoveAsync(LocatedMessage[] messages, MailFolder target, CancellationToken cancellationToken)
    {
        var (account, folder) = (messages[0].Account, messages[0].Folder.Name);
        // Looking may be repeated and the move may not: two pieces of work, on a mailbox that stays selected.
        var present = await connections.RunAsync(account, folder, WorkKind.IdempotentChange, (c, ct) => PresentAsync(c, messages, ct), cancellationToken);
        if (present.Count == 0)
        {
            return new Outcome([], [], null);
        }

        return await connections.RunAsync(account, folder, WorkKind.Change, async (connection, ct) =>
        {
            MessageLocator.CheckValidity(connection, present.Values.First().Key.Validity);
            var copied = await connection.ExecuteAsync(new MoveCommand(UidSet.Of(present.Keys), target.Name), ct);
            var moved = new List<MovedMessage>();
            foreach (var (old, message) in present)
            {
                if (copied.TargetValidity is { } validity && copied.Map.TryGetValue(old, out var fresh))
                {
                    moved.Add(new(message.Id, LocatedMessage.Of(message.Account, target, validity, fresh).Id));
                }
            }

            // With COPYUID only what it names has moved: a message that went between FETCH and MOVE is gone, not changed.
            var changed = (moved.Count > 0 ? moved.Select(m => m.Id) : present.Values.Select(m => m.Id)).ToHashSet(StringComparer.Ordinal);
            return new Outcome(changed, moved, copied.OriginalsRemain
                ? "The server cannot remove single messages: the originals stay in their folder, marked as deleted."
                : null);
        }, cancellationToken);
    }

    /// <summary>Which of them the server still has under this UIDVALIDITY.</summary>
    private static async Task<Dictionary<Uid, LocatedMessage>> PresentAsync(ImapConnection connection, LocatedMessage[] messages, CancellationToken cancellationToken)
    {
        var current = messages.Where(m => m.Key.Validity == connection.Selected?.UidValidity).ToDictionary(m => m.Uid);
        if (current.Count == 0)
        {
            return current;
        }

        var uids = await connection.ExecuteAsync(new SearchCommand(new SearchCriteria.Uids(UidSet.Of(current.Keys))), cancellationToken);
        return uids.Where(current.ContainsKey).ToDictionary(u => u, u => current[u]);
    }

    private static void CheckFlag(SelectedMailbox? mailbox, StoreMode mode, Flag flag)
    {
        if (mode == StoreMode.Remove || mailbox is not { PermanentFlags.Count: > 0 } || mailbox.PermanentFlags.Contains(flag) || mailbox.PermanentFlags.Contains(new Flag("\\*")))
        {
            return;
        }

        throw new ServerRefusedException(ErrorCodes.Unsupported, $"The server keeps no '{flag}' in this folder.", "Labels need a server with user keywords; move the messages to a folder instead.");
    }

    /// <summary>An IMAP keyword (RFC 9051 section 9, flag-keyword), narrowed to what every server takes.</summary>
    private static Flag Label(string? label)
    {
        var text = Arguments.Required("label", label);
        return text.Length <= LabelLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '$' or '_' or '-' or '.')
            ? new Flag(text)
            : throw new CallerException("'label' must be 1 to 64 of the characters A-Z a-z 0-9 $ _ - . (no spaces).");
    }

    private sealed record Outcome(HashSet<string> Changed, IReadOnlyList<MovedMessage> Moved, string? Note);
}
