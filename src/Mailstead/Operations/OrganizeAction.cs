using Mailstead.Operations.Folders;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;

namespace Mailstead.Operations;

/// <summary>What organize_messages can do: set or clear a flag, move to a folder of a purpose or by name, delete (which policy answers).</summary>
internal sealed record OrganizeAction(string Name)
{
    public Flag? Flag { get; private init; }
    public StoreMode Mode { get; private init; }
    public FolderType? Target { get; private init; }
    public bool TakesLabel { get; private init; }
    public bool TakesFolder { get; private init; }
    public bool Deletes { get; private init; }

    public static IReadOnlyList<OrganizeAction> All { get; } =
    [
        new("mark_read") { Flag = Protocol.Imap.Flag.Seen, Mode = StoreMode.Add },
        new("mark_unread") { Flag = Protocol.Imap.Flag.Seen, Mode = StoreMode.Remove },
        new("star") { Flag = Protocol.Imap.Flag.Flagged, Mode = StoreMode.Add },
        new("unstar") { Flag = Protocol.Imap.Flag.Flagged, Mode = StoreMode.Remove },
        new("label") { TakesLabel = true, Mode = StoreMode.Add },
        new("unlabel") { TakesLabel = true, Mode = StoreMode.Remove },
        new("move") { TakesFolder = true },
        new("archive") { Target = FolderType.Archive },
        new("trash") { Target = FolderType.Trash },
        new("delete") { Deletes = true },
    ];
}
