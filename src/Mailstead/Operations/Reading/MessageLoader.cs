using Mailstead.Connections;
using Mailstead.Errors;
using Mailstead.Mime.Parsing;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Operations.Reading;

/// <summary>Brings messages for reading: one round trip per folder, plus one for the text parts of large messages.</summary>
internal sealed class MessageLoader(IMailConnections connections)
{
    private const FetchItems Items = FetchItems.Flags | FetchItems.InternalDate | FetchItems.Size | FetchItems.BodyStructure;

    /// <summary>One byte more than is kept tells whether the message ends there.</summary>
    private static readonly BodySection Start = new("", 0, OperationLimits.WholeMessageBytes + 1);

    /// <summary>In the order given; ids that cannot be read are in the errors.</summary>
    public async Task<(IReadOnlyList<LoadedMessage> Loaded, IReadOnlyList<ItemError> Errors)> LoadAsync(IReadOnlyList<LocatedMessage> messages, OperationContext context, CancellationToken cancellationToken)
    {
        var loaded = new Dictionary<string, LoadedMessage>(StringComparer.Ordinal);
        var errors = new List<ItemError>();
        foreach (var folder in messages.GroupBy(m => (m.Account.Id, m.Folder.Name)))
        {
            var wanted = folder.ToArray();
            try
            {
                foreach (var message in await LoadFolderAsync(wanted, cancellationToken))
                {
                    loaded[message.Located.Id] = message;
                }

                errors.AddRange(wanted.Where(m => !loaded.ContainsKey(m.Id)).Select(MessageLocator.Gone));
            }
            catch (ServerRefusedException e) when (string.Equals(e.Code, ErrorCodes.MailboxNotFound, StringComparison.Ordinal))
            {
                errors.AddRange(wanted.Select(MessageLocator.Gone));
            }

            context.Progress?.Report(new(loaded.Count, messages.Count, "reading"));
        }

        return ([.. messages.Where(m => loaded.ContainsKey(m.Id)).Select(m => loaded[m.Id])], errors);
    }

    /// <exception cref="GoneException">It is not there.</exception>
    public async Task<LoadedMessage> LoadAsync(LocatedMessage message, OperationContext context, CancellationToken cancellationToken)
    {
        var (loaded, errors) = await LoadAsync([message], context, cancellationToken);
        return loaded.Count == 1 ? loaded[0] : throw new GoneException(errors[0].Message);
    }

    private Task<List<LoadedMessage>> LoadFolderAsync(LocatedMessage[] messages, CancellationToken cancellationToken) =>
        connections.RunAsync(messages[0].Account, messages[0].Folder.Name, WorkKind.Read, async (connection, ct) =>
        {
            var current = messages.Where(m => m.Key.Validity == connection.Selected?.UidValidity).ToDictionary(m => m.Uid);
            var loaded = new List<LoadedMessage>(current.Count);
            if (current.Count == 0)
            {
                return loaded;
            }

            foreach (var data in await connection.ExecuteAsync(new FetchCommand(UidSet.Of(current.Keys), Items, [Start]), ct))
            {
                if (!current.TryGetValue(data.Uid, out var located) || data.Body(Start) is not { } start)
                {
                    continue;
                }

                var parts = MessageParts.Of(data.BodyStructure);
                var message = start.Length <= OperationLimits.WholeMessageBytes
                    ? MimeMessage.Parse(start)
                    : await TextsAsync(connection, data.Uid, start, parts, ct);
                loaded.Add(new LoadedMessage(located, data, parts, message));
            }

            return loaded;
        }, cancellationToken);

    private static async Task<MimeMessage> TextsAsync(ImapConnection connection, Uid uid, ReadOnlyMemory<byte> start, MessageParts parts, CancellationToken cancellationToken)
    {
        BodyStructure[] wanted = [.. new[] { parts.Plain, parts.Html }.OfType<BodyStructure>()];
        BodySection[] sections = [.. wanted.Select(p => new BodySection(p.Section, 0, OperationLimits.TextPartBytes))];
        var data = wanted.Length == 0
            ? null
            : (await connection.ExecuteAsync(new FetchCommand(UidSet.Of([uid]), FetchItems.None, sections), cancellationToken)).FirstOrDefault(d => d.Uid == uid);
        var texts = new List<(BodyStructure, ReadOnlyMemory<byte>)>();
        for (var i = 0; i < wanted.Length; i++)
        {
            if (data?.Body(sections[i]) is { } body)
            {
                texts.Add((wanted[i], body));
            }
        }

        return PartialMessage.OfTexts(start, texts);
    }
}
