using System.Globalization;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>APPEND, non-synchronising literal where offered.</summary>
public sealed class AppendCommand(MailboxName mailbox, ReadOnlyMemory<byte> message, IReadOnlyList<Flag> flags, DateTimeOffset? internalDate = null) : ImapCommand<AppendResult>
{
    private const string LimitPrefix = "APPENDLIMIT=";

    internal override async Task<AppendResult> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        if (message.IsEmpty)
            throw new CallerException("An empty message cannot be stored.");
        RefuseTooLarge(line.State.Capability);
        var command = line.Write("APPEND "u8).Mailbox(mailbox).Space();
        if (flags.Count > 0)
            command.Flags(flags).Space();
        if (internalDate is { } date)
            command.DateTime(date).Space();
        var answer = await line.SendAsync("APPEND", command.Literal(message), sink: null, cancellationToken);
        if (answer.Code != "APPENDUID")
            return new AppendResult(null, null);
        var reader = answer.ArgumentReader(line.Limits.MaxDepth);
        var validity = new UidValidity(reader.Number());
        reader.Space();
        return new AppendResult(validity, new Uid(reader.Number()));
    }

    private void RefuseTooLarge(ImapCapability capability)
    {
        var told = capability.Names.FirstOrDefault(n => n.StartsWith(LimitPrefix, StringComparison.OrdinalIgnoreCase));
        if (told is not null && long.TryParse(told.AsSpan(LimitPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && message.Length > limit)
            throw new CallerException($"The message has {message.Length} bytes; the server stores at most {limit}.", ErrorCodes.MessageTooLarge, "Make it smaller: leave out attachments.");
    }
}
