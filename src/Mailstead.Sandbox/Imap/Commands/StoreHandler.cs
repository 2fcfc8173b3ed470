using System.Collections.Immutable;
using System.Globalization;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>STORE and UID STORE.</summary>
internal sealed class StoreHandler(bool byUid) : ImapHandler
{
    private static readonly string[] SystemFlags = ["\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft"];

    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var set = arguments.SequenceSet();
        arguments.Space();
        var item = arguments.Keyword();
        arguments.Space();
        var flags = CheckFlags(arguments.Flags());
        arguments.End();

        var silent = item.EndsWith(".SILENT", StringComparison.Ordinal);
        Func<ImmutableSortedSet<string>, ImmutableSortedSet<string>> change = item[..^(silent ? 7 : 0)] switch
        {
            "FLAGS" => _ => StoredMessage.NoFlags.Union(flags),
            "+FLAGS" => old => old.Union(flags),
            "-FLAGS" => old => old.Except(flags),
            _ => throw new BadCommandException("FLAGS, +FLAGS or -FLAGS"),
        };
        var view = session.Selected;
        if (view.ReadOnly)
            return ValueTask.FromResult(ImapReply.No("The mailbox is read-only", "NOPERM"));

        foreach (var message in view.Mailbox.ChangeFlags([.. view.Pick(set, byUid).Select(p => p.Message.Uid)], change))
        {
            view.Acknowledge(message);
            if (!silent)
                session.Writer.Untagged(string.Create(CultureInfo.InvariantCulture, $"{view.SequenceOf(message.Uid)} FETCH ({(byUid ? $"UID {message.Uid} " : "")}FLAGS ({string.Join(' ', message.Flags)}))"));
        }

        return Done();
    }

    /// <exception cref="BadCommandException">A flag with a backslash that is not one of RFC 9051 section 2.3.2.</exception>
    public static IReadOnlyList<string> CheckFlags(IReadOnlyList<string> flags) =>
        flags.FirstOrDefault(f => f.StartsWith('\\') && !SystemFlags.Contains(f, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? throw new BadCommandException($"No such flag: {unknown}")
            : [.. flags.Select(f => SystemFlags.FirstOrDefault(s => s.Equals(f, StringComparison.OrdinalIgnoreCase)) ?? f)];
}
