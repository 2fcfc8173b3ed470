using System.Text;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>UID FETCH as a line.</summary>
internal static class FetchRequest
{
    /// <summary>MODSEQ is asked only of a server that knows it (RFC 7162).</summary>
    public static FetchItems Known(ImapLine line, FetchItems items) => line.Offers("CONDSTORE") || line.Offers("QRESYNC") ? items : items & ~FetchItems.ModSeq;

    public static string Items(FetchItems items, IReadOnlyList<BodySection> sections)
    {
        var text = new StringBuilder("(UID");
        Add(FetchItems.Flags, " FLAGS");
        Add(FetchItems.InternalDate, " INTERNALDATE");
        Add(FetchItems.Size, " RFC822.SIZE");
        Add(FetchItems.Envelope, " ENVELOPE");
        Add(FetchItems.BodyStructure, " BODYSTRUCTURE");
        Add(FetchItems.ModSeq, " MODSEQ");
        foreach (var section in sections)
            text.Append(' ').Append(section.ToItem());
        return text.Append(')').ToString();

        void Add(FetchItems item, string name)
        {
            if (items.HasFlag(item))
                text.Append(name);
        }
    }

    public static ImapWriter Write(ImapLine line, string set, string items) => line.Write("UID FETCH "u8).Set(set).Space().Atom(items);
}
