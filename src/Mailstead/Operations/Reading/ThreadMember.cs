using Mailstead.Mime.Parsing;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Operations.Reading;

/// <summary>One message of a thread as its header fields tell it.</summary>
/// <param name="Named">Message-IDs that it names: its own, what it answers, its references.</param>
internal sealed record ThreadMember(LocatedMessage Located, FetchData Data, string? MessageId, IReadOnlySet<string> Named)
{
    public DateTimeOffset At => Data.InternalDate ?? DateTimeOffset.MinValue;

    public static ThreadMember Of(LocatedMessage located, FetchData data, ReadOnlyMemory<byte> headerFields)
    {
        var headers = MimeMessage.Parse(headerFields);
        var named = new HashSet<string>(headers.References, StringComparer.Ordinal);
        foreach (var id in new[] { headers.MessageId, headers.InReplyTo })
        {
            if (!string.IsNullOrEmpty(id))
            {
                named.Add(id);
            }
        }

        return new(located, data, headers.MessageId, named);
    }
}
