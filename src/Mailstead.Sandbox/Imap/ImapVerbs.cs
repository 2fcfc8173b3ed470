using System.Collections.Frozen;
using Mailstead.Sandbox.Imap.Commands;

namespace Mailstead.Sandbox.Imap;

/// <summary>Every command, with when it is allowed.</summary>
internal static class ImapVerbs
{
    private static readonly FrozenDictionary<string, ImapVerb> All = new ImapVerb[]
    {
        new("CAPABILITY", SessionState.Any, new CapabilityHandler()),
        new("NOOP", SessionState.Any, new NoopHandler()),
        new("CHECK", SessionState.Selected, new NoopHandler()),
        new("LOGOUT", SessionState.Any, new LogoutHandler()),
        new("ID", SessionState.Any, new IdHandler(), "ID"),
        new("LOGIN", SessionState.NotAuthenticated, new LoginHandler()),
        new("AUTHENTICATE", SessionState.NotAuthenticated, new AuthenticateHandler()),
        new("ENABLE", SessionState.Authenticated, new EnableHandler(), "ENABLE"),
        new("NAMESPACE", SessionState.LoggedIn, new NamespaceHandler(), "NAMESPACE"),
        new("LIST", SessionState.LoggedIn, new ListHandler()),
        new("LSUB", SessionState.LoggedIn, new LsubHandler()),
        new("STATUS", SessionState.LoggedIn, new StatusHandler()),
        new("CREATE", SessionState.LoggedIn, new CreateHandler()),
        new("DELETE", SessionState.LoggedIn, new DeleteHandler()),
        new("RENAME", SessionState.LoggedIn, new RenameHandler()),
        new("SUBSCRIBE", SessionState.LoggedIn, new SubscribeHandler(subscribe: true)),
        new("UNSUBSCRIBE", SessionState.LoggedIn, new SubscribeHandler(subscribe: false)),
        new("APPEND", SessionState.LoggedIn, new AppendHandler()),
        new("IDLE", SessionState.LoggedIn, new IdleHandler(), "IDLE"),
        new("SELECT", SessionState.LoggedIn, new SelectHandler(readOnly: false)),
        new("EXAMINE", SessionState.LoggedIn, new SelectHandler(readOnly: true)),
        new("UNSELECT", SessionState.Selected, new UnselectHandler(), "UNSELECT"),
        new("CLOSE", SessionState.Selected, new CloseHandler()),
        new("EXPUNGE", SessionState.Selected, new ExpungeHandler(byUid: false)),
        new("UID EXPUNGE", SessionState.Selected, new ExpungeHandler(byUid: true), "UIDPLUS"),
        new("FETCH", SessionState.Selected, new FetchHandler(byUid: false), MayExpunge: false),
        new("UID FETCH", SessionState.Selected, new FetchHandler(byUid: true)),
        new("STORE", SessionState.Selected, new StoreHandler(byUid: false), MayExpunge: false),
        new("UID STORE", SessionState.Selected, new StoreHandler(byUid: true)),
        new("SEARCH", SessionState.Selected, new SearchHandler(byUid: false), MayExpunge: false),
        new("UID SEARCH", SessionState.Selected, new SearchHandler(byUid: true)),
        new("COPY", SessionState.Selected, new CopyHandler(byUid: false)),
        new("UID COPY", SessionState.Selected, new CopyHandler(byUid: true)),
        new("MOVE", SessionState.Selected, new MoveHandler(byUid: false), "MOVE"),
        new("UID MOVE", SessionState.Selected, new MoveHandler(byUid: true), "MOVE"),
    }.ToFrozenDictionary(v => v.Name, StringComparer.Ordinal);

    /// <exception cref="BadCommandException">No such command, or its capability is not announced.</exception>
    public static ImapVerb Read(CommandText command, ImapSite site)
    {
        var name = command.Keyword();
        if (name == "UID")
        {
            command.Space();
            name += " " + command.Keyword();
        }

        return All.TryGetValue(name, out var verb) && (verb.Needs is null || site.Has(verb.Needs))
            ? verb
            : throw new BadCommandException("No such command");
    }
}
