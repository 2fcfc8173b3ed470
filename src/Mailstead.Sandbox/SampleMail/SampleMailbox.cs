using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>Fills a new store: the folders, and the sample mail with its dates moved so that the newest came a few minutes ago.</summary>
internal static class SampleMailbox
{
    private static readonly (string Name, string? SpecialUse)[] Folders =
    [
        (MailStore.Inbox, null), ("Archive", "\\Archive"), ("Drafts", "\\Drafts"), ("Junk", "\\Junk"), ("Projects", null),
        ("Projects/Northwind", null), ("Sent", "\\Sent"), ("Trash", "\\Trash"),
    ];

    // The data do not change while we run.
    private static readonly Lazy<SampleScript> Script = new(SampleScript.Load);

    public static void Furnish(MailStore store, bool withMail, TimeProvider time)
    {
        foreach (var (name, use) in Folders)
        {
            store.Create(name, use);
            store.Subscribe(name, subscribed: true);
        }

        if (!withMail)
            return;
        var now = time.GetUtcNow();
        var composer = new SampleComposer(Script.Value, new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
        foreach (var entry in Script.Value.Entries.OrderByDescending(e => e.Age).ThenBy(e => e.Id, StringComparer.Ordinal))
        {
            var mailbox = store.Find(FolderOf(entry)) ?? throw new FormatException($"Sample mail {entry.Id}: no folder {entry.Folder}");
            mailbox.Add(new MessageContent(() => composer.Compose(entry)), composer.DateOf(entry), FlagsOf(entry));
        }
    }

    private static string FolderOf(SampleEntry entry) => Folders.Select(f => f.Name).FirstOrDefault(n => n.Equals(entry.Folder, StringComparison.OrdinalIgnoreCase)) ?? entry.Folder;

    /// <summary>Read unless it says unread.</summary>
    private static IEnumerable<string> FlagsOf(SampleEntry entry)
    {
        if (!entry.Flags.Contains("unread", StringComparer.Ordinal))
            yield return "\\Seen";
        foreach (var flag in entry.Flags)
        {
            var name = flag switch
            {
                "unread" => null,
                "star" => "\\Flagged",
                "answered" => "\\Answered",
                "draft" => "\\Draft",
                "forwarded" => "$Forwarded",
                "junk" => "$Junk",
                _ => throw new FormatException($"Sample mail {entry.Id}: no such flag: {flag}"),
            };
            if (name is not null)
                yield return name;
        }
    }
}
