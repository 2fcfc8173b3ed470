using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Safety;

namespace Mailstead.Operations.Reading;

/// <summary>Brings one part of a message, by section number or by a file name that is unique in the message.</summary>
internal sealed class AttachmentFetch(IMailConnections connections)
{
    /// <summary>Base64 with its line ends takes 4/3 and a little more.</summary>
    private const long EncodedBytes = OperationLimits.AttachmentBytes * 14L / 10;

    public Task<FetchedAttachment> GetAsync(LocatedMessage message, string wanted, CancellationToken cancellationToken) =>
        connections.RunAsync(message.Account, message.Folder.Name, WorkKind.Read, async (connection, ct) =>
        {
            MessageLocator.CheckValidity(connection, message.Key.Validity);
            var uids = UidSet.Of([message.Uid]);
            var structure = (await connection.ExecuteAsync(new FetchCommand(uids, FetchItems.BodyStructure), ct)).FirstOrDefault(d => d.Uid == message.Uid)
                ?? throw new GoneException("The message is not in its folder any more: it was moved or deleted.");
            var part = Choose(structure.BodyStructure, wanted);
            if (part.Octets > EncodedBytes)
            {
                throw TooLarge(part.Octets);
            }

            var section = new BodySection(part.Section);
            var body = (await connection.ExecuteAsync(new FetchCommand(uids, FetchItems.None, [section]), ct)).FirstOrDefault(d => d.Uid == message.Uid)?.Body(section)
                ?? throw new GoneException("The server gave no content for this part of the message.");
            return Decode(part, body);
        }, cancellationToken);

    private static FetchedAttachment Decode(BodyStructure part, ReadOnlyMemory<byte> body)
    {
        var parsed = PartialMessage.OfPart(part, body).Root;
        var content = parsed.Decode();
        return content.Length <= OperationLimits.AttachmentBytes
            ? new FetchedAttachment(MessageViews.NameOf(part), PartialMessage.Writable(part.MediaType), content, parsed)
            : throw TooLarge(content.Length);
    }

    private static BodyStructure Choose(BodyStructure? root, string wanted)
    {
        BodyStructure[] leaves = [.. (root?.Walk() ?? []).Where(p => !p.IsMultipart && p.Section.Length > 0)];
        if (Array.Find(leaves, p => string.Equals(p.Section, wanted, StringComparison.Ordinal)) is { } bySection)
        {
            return bySection;
        }

        var attachments = MessageParts.Of(root).Attachments;
        var byName = attachments.Where(p => string.Equals(MessageViews.NameOf(p), wanted, StringComparison.OrdinalIgnoreCase) || string.Equals(p.FileName, wanted, StringComparison.Ordinal)).ToArray();
        if (byName.Length == 1)
        {
            return byName[0];
        }

        var known = attachments.Count == 0
            ? "The message has no attachments."
            : $"Attachments: {string.Join(", ", attachments.Take(OperationLimits.NamesInError).Select(p => $"{p.Section} ({MessageViews.NameOf(p)})"))}.";
        throw new CallerException(
            byName.Length > 1 ? $"{byName.Length} attachments have that name. {known}" : $"There is no part '{UntrustedText.Line(wanted, 100)}'. {known}",
            DomainCodes.NotFound, "Pass the part number.");
    }

    private static CallerException TooLarge(long octets) =>
        new($"The attachment has {octets} octets; at most {OperationLimits.AttachmentBytes} are taken.", ErrorCodes.LimitExceeded, "Open it with a mail program.");
}
