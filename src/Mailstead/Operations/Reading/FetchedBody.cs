using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Operations.Reading;

internal static class FetchedBody
{
    /// <summary>The body of a section that was asked for; null when the server gave none (NIL).</summary>
    public static ReadOnlyMemory<byte>? Body(this FetchData data, BodySection section) =>
        data.Sections.TryGetValue(section, out var body) ? body : null;
}
