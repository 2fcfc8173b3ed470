using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>LIST, with SPECIAL-USE and LIST-STATUS return options where offered; STATUS per folder is left to the caller where not.</summary>
public sealed class ListCommand(bool withStatus = false, string reference = "", string pattern = "*") : ImapCommand<IReadOnlyList<MailboxInfo>>, IResponseSink
{
    private const int MaxMailboxes = 100_000;
    private readonly List<MailboxInfo> _found = [];
    private readonly Dictionary<MailboxName, MailboxStatus> _status = [];
    private bool _utf8;

    bool IResponseSink.Take(scoped in Untagged response)
    {
        switch (response.Kind)
        {
            case UntaggedKind.List:
                if (_found.Count == MaxMailboxes)
                    throw new ProtocolBrokenException("The server lists more mailboxes than is accepted.", ErrorCodes.LimitExceeded);
                _found.Add(ListReader.Read(response.Body(), _utf8));
                return true;
            case UntaggedKind.Status when withStatus:
                var (name, status) = StatusReader.Read(response.Body(), _utf8);
                if (_status.Count < MaxMailboxes)
                    _status[name] = status;
                return true;
            default:
                return false;
        }
    }

    internal override async Task<IReadOnlyList<MailboxInfo>> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        _utf8 = line.State.Utf8;
        if (line.Offers("LIST-EXTENDED") || line.Offers("IMAP4REV2"))
        {
            var answer = await line.TrySendAsync(Extended(line), this, cancellationToken);
            if (answer.Condition == StatusCondition.Ok)
                return Joined();
            if (answer.Condition != StatusCondition.Bad)
                throw Refusal.From(answer, "LIST");
            // QUIRK: announced, and answered BAD.
            line.State.Distrust("LIST-EXTENDED");
            _found.Clear();
        }
        await line.SendAsync("LIST", Plain(line), this, cancellationToken);
        return Joined();
    }

    private ImapWriter Plain(ImapLine line) => line.Write("LIST "u8).Pattern(reference).Space().Pattern(pattern);

    private ImapWriter Extended(ImapLine line)
    {
        var options = new List<string>();
        if (line.Offers("SPECIAL-USE") || line.Offers("IMAP4REV2"))
            options.Add("SPECIAL-USE");
        if (withStatus && (line.Offers("LIST-STATUS") || line.Offers("IMAP4REV2")))
            options.Add("STATUS " + StatusCommand.Items(line));
        var command = Plain(line);
        return options.Count == 0 ? command : command.Raw(" RETURN ("u8).Atom(string.Join(' ', options)).Raw(")"u8);
    }

    private IReadOnlyList<MailboxInfo> Joined() =>
        [.. _found.DistinctBy(f => f.Name).Select(f => _status.TryGetValue(f.Name, out var status) ? f with { Status = status } : f)];
}
