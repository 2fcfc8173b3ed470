using System.Text;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Sandbox.Imap;

/// <summary>Mailbox names on the wire: modified UTF-7 (RFC 3501 section 5.1.3), or UTF-8 after ENABLE UTF8=ACCEPT.</summary>
internal static class MailboxNameCodec
{
    public static string Encode(string name, bool utf8) => utf8 ? name : ModifiedUtf7.Encode(name);

    /// <exception cref="BadCommandException">Not what an encoder writes.</exception>
    public static string Decode(string wire, bool utf8) =>
        utf8 ? wire
        : ModifiedUtf7.TryDecode(Encoding.UTF8.GetBytes(wire), out var name) ? name
        : throw new BadCommandException("That mailbox name is not modified UTF-7");
}
