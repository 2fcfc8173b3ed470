using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>LIST (RFC 9051 section 7.3.1).</summary>
internal static class ListReader
{
    private const int MaxAttributes = 50;
    private static readonly HashSet<string> SpecialUses = new(StringComparer.OrdinalIgnoreCase) { "\\All", "\\Archive", "\\Drafts", "\\Flagged", "\\Junk", "\\Sent", "\\Trash", "\\Important" };

    public static MailboxInfo Read(ImapReader reader, bool utf8)
    {
        var attributes = new List<string>();
        reader.Take('(');
        reader.TrySpace();
        while (!reader.TryTake((byte)')'))
        {
            if (attributes.Count == MaxAttributes)
                throw reader.Broken("a mailbox has more attributes than is accepted");
            attributes.Add(UntrustedText.Clean(reader.Atom()));
            reader.TrySpace();
        }
        reader.Space();
        char? delimiter = reader.TryNString(out var quoted) && quoted.Length > 0 ? Encoding.UTF8.GetString(quoted)[0] : null;
        reader.Space();
        var name = MailboxName.FromWire(reader.AString(), utf8);
        return new MailboxInfo(name, delimiter, attributes, attributes.Find(SpecialUses.Contains), Status: null);
    }
}
