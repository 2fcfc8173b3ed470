using System.Globalization;
using Mailstead.Sandbox.Imap.Fetching;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>FETCH and UID FETCH.</summary>
internal sealed class FetchHandler(bool byUid) : ImapHandler
{
    private const int FlushAt = 64 * 1024;

    public override async ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        arguments.Space();
        var set = arguments.SequenceSet();
        arguments.Space();
        var items = FetchItem.ReadAll(arguments);
        arguments.End();
        if (byUid && items.All(i => i.Kind != FetchItemKind.Uid))
            items = [new FetchItem(FetchItemKind.Uid, "UID"), .. items];

        var view = session.Selected;
        var picked = view.Pick(set, byUid);
        if (items.Any(i => i.SetsSeen) && !view.ReadOnly)
            picked = MarkSeen(view, picked, ref items);
        foreach (var (sequence, message) in picked)
        {
            Write(session.Writer, sequence, message, items);
            if (session.Line.Pending >= FlushAt)
                await session.Line.FlushAsync(cancellationToken);
        }

        return ImapReply.Ok("Fetched");
    }

    /// <summary>Sets \Seen; the answer then tells the flags, asked for or not (RFC 9051 section 6.4.5).</summary>
    private static IReadOnlyList<(uint Sequence, StoredMessage Message)> MarkSeen(MailboxView view, IReadOnlyList<(uint Sequence, StoredMessage Message)> picked, ref IReadOnlyList<FetchItem> items)
    {
        var unseen = picked.Where(p => !p.Message.Has("\\Seen")).Select(p => p.Message.Uid).ToHashSet();
        if (unseen.Count == 0)
            return picked;
        if (items.All(i => i.Kind != FetchItemKind.Flags))
            items = [.. items, new FetchItem(FetchItemKind.Flags, "FLAGS")];
        var changed = view.Mailbox.ChangeFlags(unseen, flags => flags.Add("\\Seen")).ToDictionary(m => m.Uid);
        foreach (var message in changed.Values)
            view.Acknowledge(message);
        return [.. picked.Select(p => (p.Sequence, changed.GetValueOrDefault(p.Message.Uid) ?? p.Message))];
    }

    private static void Write(ResponseWriter writer, uint sequence, StoredMessage message, IReadOnlyList<FetchItem> items)
    {
        writer.Raw(string.Create(CultureInfo.InvariantCulture, $"* {sequence} FETCH ("));
        for (var i = 0; i < items.Count; i++)
        {
            writer.Raw(i == 0 ? $"{items[i].Label} " : $" {items[i].Label} ");
            Value(writer, message, items[i]);
        }

        writer.Raw(")\r\n");
    }

    private static void Value(ResponseWriter writer, StoredMessage message, FetchItem item)
    {
        switch (item.Kind)
        {
            case FetchItemKind.Uid:
                writer.Number(message.Uid);
                break;
            case FetchItemKind.Flags:
                writer.Raw($"({string.Join(' ', message.Flags)})");
                break;
            case FetchItemKind.InternalDate:
                var date = message.InternalDate;
                writer.Raw($"\"{date.ToString("dd-MMM-yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}{date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}\"");
                break;
            case FetchItemKind.Size:
                writer.Number(message.Content.Bytes.Length);
                break;
            case FetchItemKind.Envelope:
                EnvelopeWriter.Write(writer, message.Content.Parsed);
                break;
            case FetchItemKind.Body:
                new BodyStructureWriter(writer, extended: false).Write(message.Content.Parsed.Root);
                break;
            case FetchItemKind.BodyStructure:
                new BodyStructureWriter(writer, extended: true).Write(message.Content.Parsed.Root);
                break;
            case FetchItemKind.Section when item.Section is { Path: [], Text: SectionText.All, Range: null }:
                writer.Literal(message.Content.Bytes);
                break;
            default:
                if (SectionExtractor.Extract(message.Content.Parsed, item.Section!) is { } octets)
                    writer.Literal(octets.Span);
                else
                    writer.Raw("NIL");
                break;
        }
    }
}
