using System.Globalization;
using Mailstead.Sandbox.Imap.Searching;

namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>SEARCH and UID SEARCH; with RETURN the answer is ESEARCH (RFC 4731).</summary>
internal sealed class SearchHandler(bool byUid) : ImapHandler
{
    public override ValueTask<ImapReply> RunAsync(ImapSession session, CommandText arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? options = null;
        if (session.Site.Has("ESEARCH") && arguments.TryTake(" RETURN "))
            options = ReadOptions(arguments);
        if (arguments.TryTake(" CHARSET "))
        {
            var charset = arguments.AString().ToUpperInvariant();
            if (charset is not ("UTF-8" or "US-ASCII"))
                return ValueTask.FromResult(ImapReply.No("Unknown charset", "BADCHARSET (US-ASCII UTF-8)"));
        }

        arguments.Space();
        var matches = new SearchKeys(arguments).ReadAll();
        arguments.End();

        var view = session.Selected;
        var all = view.Pick(view.Everything, byUid: false);
        var highestUid = all.Count == 0 ? 0 : all[^1].Message.Uid;
        IReadOnlyList<uint> found = [.. all
            .Where(p => matches(new SearchSubject(p.Sequence, p.Message, (uint)all.Count, highestUid)))
            .Select(p => byUid ? p.Message.Uid : p.Sequence)];
        session.Writer.Untagged(options is null ? string.Join(' ', ["SEARCH", .. found]) : Extended(session.Tag, options, found));
        return Done();
    }

    private static IReadOnlyList<string> ReadOptions(CommandText arguments)
    {
        var options = arguments.List(arguments.Keyword);
        if (options.FirstOrDefault(o => o is not ("MIN" or "MAX" or "COUNT" or "ALL")) is { } unknown)
            throw new BadCommandException($"No such return option: {unknown}");
        return options.Count == 0 ? ["ALL"] : options;
    }

    private string Extended(string tag, IReadOnlyList<string> options, IReadOnlyList<uint> found)
    {
        var text = $"ESEARCH (TAG \"{tag}\")";
        if (byUid)
            text += " UID";
        if (options.Contains("MIN", StringComparer.Ordinal) && found.Count > 0)
            text += string.Create(CultureInfo.InvariantCulture, $" MIN {found[0]}");
        if (options.Contains("MAX", StringComparer.Ordinal) && found.Count > 0)
            text += string.Create(CultureInfo.InvariantCulture, $" MAX {found[^1]}");
        if (options.Contains("COUNT", StringComparer.Ordinal))
            text += string.Create(CultureInfo.InvariantCulture, $" COUNT {found.Count}");
        if (options.Contains("ALL", StringComparer.Ordinal) && found.Count > 0)
            text += $" ALL {SequenceSet.Write(found)}";
        return text;
    }
}
