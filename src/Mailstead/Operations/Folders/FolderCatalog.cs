using System.Collections.Frozen;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Safety;

namespace Mailstead.Operations.Folders;

/// <summary>The folders of an account as LIST told them. A snapshot.</summary>
internal sealed class FolderCatalog
{
    private const int ShownLength = 200;
    private readonly FrozenDictionary<MailboxName, MailFolder> _byName;
    private readonly ILookup<string, MailFolder> _byShownName;

    public FolderCatalog(IReadOnlyList<MailboxInfo> listed, DateTimeOffset asOf)
    {
        AsOf = asOf;
        Folders = Describe(listed);
        _byName = Folders.ToFrozenDictionary(f => f.Name);
        _byShownName = Folders.ToLookup(f => f.ShownName, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>INBOX first, then the special ones, then by name.</summary>
    public IReadOnlyList<MailFolder> Folders { get; }
    public DateTimeOffset AsOf { get; }

    /// <summary>The folder for a purpose; of several the one highest in the tree.</summary>
    public MailFolder? Of(FolderType type) => Folders.FirstOrDefault(f => f.Type == type && f.Info.IsSelectable);

    public FolderType TypeOf(MailboxName name) => _byName.GetValueOrDefault(name)?.Type ?? FolderType.Custom;

    public MailFolder? Find(MessageKey key)
    {
        foreach (var folder in Folders)
        {
            if (key.IsIn(folder.Name))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>By the server's name, by the shown name, else by type ("archive", "sent"); null when nothing, or more than one thing, is meant.</summary>
    public MailFolder? Find(string name)
    {
        if (_byName.TryGetValue(new MailboxName(name), out var exact))
        {
            return exact;
        }

        var shown = _byShownName[name].Take(2).ToArray();
        if (shown.Length == 1)
        {
            return shown[0];
        }

        return shown.Length == 0 && Enum.TryParse<FolderType>(name, ignoreCase: true, out var type) && type != FolderType.Custom && !char.IsAsciiDigit(name[0])
            ? Of(type)
            : null;
    }

    public MailException Unknown(string name)
    {
        var names = Folders.Where(f => f.Info.IsSelectable).Select(f => f.ShownName).ToArray();
        var known = string.Join(", ", names.Take(OperationLimits.NamesInError));
        var more = names.Length - OperationLimits.NamesInError;
        return new CallerException(
            $"There is no folder '{UntrustedText.Line(name, ShownLength)}'. Folders: {known}{(more > 0 ? $" and {more} more" : "")}.",
            DomainCodes.UnknownFolder,
            "Use one of these names as they stand; list_folders gives them all.");
    }

    private static MailFolder[] Describe(IReadOnlyList<MailboxInfo> listed)
    {
        var bySpecialUse = listed.Select(i => FolderNames.OfSpecialUse(i.SpecialUse)).ToHashSet();
        var hasArchive = listed.Any(i => string.Equals(i.SpecialUse, "\\Archive", StringComparison.OrdinalIgnoreCase));
        var shownBefore = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var folders = new List<MailFolder>(listed.Count);
        foreach (var info in listed.DistinctBy(i => i.Name))
        {
            var level = LastLevel(info);
            var shown = UntrustedText.Line(info.Name.Value, ShownLength);
            if (shown.Length == 0 || !shownBefore.Add(shown))
            {
                // Two names that look alike once cleaned stay apart by a tail that depends on the true name alone.
                shown = $"{shown}~{StableTail(info.Name)}";
                shownBefore.Add(shown);
            }

            folders.Add(new MailFolder(info, shown, UntrustedText.Line(level, ShownLength), TypeOf(info, level, bySpecialUse, hasArchive)));
        }

        return [.. folders
            .OrderBy(f => f.Type is FolderType.Custom ? int.MaxValue : (int)f.Type)
            .ThenBy(f => Depth(f.Info))
            .ThenBy(f => f.ShownName, StringComparer.OrdinalIgnoreCase)];
    }

    private static FolderType TypeOf(MailboxInfo info, string level, HashSet<FolderType> bySpecialUse, bool hasArchive)
    {
        if (info.Name.IsInbox)
        {
            return FolderType.Inbox;
        }

        var marked = FolderNames.OfSpecialUse(info.SpecialUse);
        if (marked != FolderType.Custom)
        {
            return hasArchive && string.Equals(info.SpecialUse, "\\All", StringComparison.OrdinalIgnoreCase) ? FolderType.Custom : marked;
        }

        // A guess by name never competes with what the server marked, and only near the top: Projects/2019/Archive is somebody's own.
        var guessed = FolderNames.Guess(level);
        return bySpecialUse.Contains(guessed) || Depth(info) > 1 ? FolderType.Custom : guessed;
    }

    private static int Depth(MailboxInfo info) => info.Delimiter is { } d ? info.Name.Value.Count(c => c == d) : 0;

    private static string LastLevel(MailboxInfo info) =>
        info.Delimiter is { } d && info.Name.Value.LastIndexOf(d) is >= 0 and var at && at + 1 < info.Name.Value.Length ? info.Name.Value[(at + 1)..] : info.Name.Value;

    private static string StableTail(MailboxName name) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name.Value)))[..6];
}
