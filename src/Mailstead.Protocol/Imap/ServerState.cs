using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap;

/// <summary>What the server has told of itself and of the selected mailbox. Written by the response loop, read by anyone: snapshots, swapped whole.</summary>
internal sealed class ServerState(ImapLimits limits)
{
    private volatile ImapCapability _capability = ImapCapability.None;
    private volatile SelectedMailbox? _selected;
    private volatile IReadOnlyDictionary<string, string> _serverId = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    private volatile bool _utf8;
    private int _selecting;

    public ImapCapability Capability { get => _capability; set => _capability = value; }

    /// <summary>Null while a SELECT is in flight, too: its caller may have gone, and until it is answered nobody knows which mailbox the next command would meet.</summary>
    public SelectedMailbox? Selected { get => Volatile.Read(ref _selecting) == 0 ? _selected : null; set => _selected = value; }
    public IReadOnlyDictionary<string, string> ServerId => _serverId;

    /// <summary>UTF8=ACCEPT is in force.</summary>
    public bool Utf8 => _utf8;

    /// <summary>IDLE is in force.</summary>
    public bool IsIdle { get; set; }

    public IImapNewsListener? News { get; set; }

    public FlagTable Flags { get; } = new();

    public void BeginSelecting() => Interlocked.Increment(ref _selecting);

    public void EndSelecting() => Interlocked.Decrement(ref _selecting);

    /// <summary>Before TLS nothing that was said is true.</summary>
    public void Forget()
    {
        _capability = ImapCapability.None;
        _selected = null;
        _serverId = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>QUIRK: a capability that the server announces and then answers BAD to is taken off the list.</summary>
    public void Distrust(string capability) =>
        _capability = new ImapCapability(_capability.Names.Where(n => !string.Equals(n, capability, StringComparison.OrdinalIgnoreCase)));

    /// <summary>An untagged response that no command wanted.</summary>
    public void Hear(scoped in Untagged response)
    {
        switch (response.Kind)
        {
            case UntaggedKind.Exists:
                if (_selected is { } grown)
                    _selected = grown with { Exists = response.Number };
                News?.OnNews(new ImapNews(ImapNewsKind.Exists, response.Number));
                break;
            case UntaggedKind.Expunge:
                if (_selected is { } shrunk)
                    _selected = shrunk with { Exists = shrunk.Exists > 0 ? shrunk.Exists - 1 : 0 };
                News?.OnNews(new ImapNews(ImapNewsKind.Expunge, response.Number));
                break;
            case UntaggedKind.Vanished:
                HearVanished(response.Body());
                break;
            case UntaggedKind.Fetch:
                News?.OnNews(new ImapNews(ImapNewsKind.Fetch, response.Number));
                break;
            case UntaggedKind.Flags:
                var list = response.Body();
                if (_selected is { } marked)
                    _selected = marked with { Flags = Flags.Read(ref list) };
                break;
            case UntaggedKind.Capability:
                Capability = ReadCapability(response.Body());
                break;
            case UntaggedKind.Enabled:
                HearEnabled(response.Body());
                break;
            case UntaggedKind.Id:
                HearId(response.Body());
                break;
            case UntaggedKind.Ok or UntaggedKind.No or UntaggedKind.Bad:
                var condition = response.Kind switch { UntaggedKind.Ok => StatusCondition.Ok, UntaggedKind.No => StatusCondition.No, _ => StatusCondition.Bad };
                Hear(StatusLine.Read(condition, response.Body().Rest));
                break;
            default:
                // Responses of extensions that we did not ask for are skipped, as RFC 9051 section 2.2.2 wants.
                break;
        }
    }

    /// <summary>The response code of a status line, tagged or not.</summary>
    public void Hear(StatusLine line)
    {
        switch (line.Code)
        {
            case "ALERT":
                News?.OnNews(new ImapNews(ImapNewsKind.Alert, 0, line.Text));
                break;
            case "CAPABILITY" when line.Condition is StatusCondition.Ok or StatusCondition.Preauth:
                Capability = ReadCapability(line.ArgumentReader(limits.MaxDepth));
                break;
            default:
                if (_selected is { } selected)
                    _selected = WithCode(selected, line);
                break;
        }
    }

    /// <summary>What UIDVALIDITY, UIDNEXT and their like say of a mailbox (RFC 9051 section 7.1).</summary>
    public SelectedMailbox WithCode(SelectedMailbox mailbox, StatusLine line)
    {
        var reader = line.ArgumentReader(limits.MaxDepth);
        return line.Code switch
        {
            "UIDVALIDITY" => mailbox with { UidValidity = new UidValidity(reader.Number()) },
            "UIDNEXT" => mailbox with { UidNext = new Uid(reader.Number()) },
            "HIGHESTMODSEQ" => mailbox with { HighestModSeq = new ModSeq(reader.Number64()) },
            "PERMANENTFLAGS" => mailbox with { PermanentFlags = FlagTable.Parse(line.Arguments.Span, limits.MaxDepth) },
            "UIDNOTSTICKY" => mailbox with { UidsArePersistent = false },
            "READ-ONLY" => mailbox with { ReadOnly = true },
            "READ-WRITE" => mailbox with { ReadOnly = false },
            _ => mailbox,
        };
    }

    private void HearVanished(ImapReader reader)
    {
        // (EARLIER) is history, not news.
        if (reader.Next == '(')
            return;
        var gone = (uint)Math.Min(UidSetParser.Parse(reader.Atom(), limits).CountUpTo(int.MaxValue), uint.MaxValue);
        if (_selected is { } selected)
            _selected = selected with { Exists = selected.Exists > gone ? selected.Exists - gone : 0 };
        News?.OnNews(new ImapNews(ImapNewsKind.Vanished, gone));
    }

    private void HearEnabled(ImapReader reader)
    {
        do
        {
            if (reader.AtEnd)
                return;
            if (System.Text.Ascii.EqualsIgnoreCase(reader.Atom(), "UTF8=ACCEPT"u8))
                _utf8 = true;
        }
        while (reader.TrySpace());
    }

    private void HearId(ImapReader reader)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (reader.TryTake((byte)'('))
        {
            while (!reader.TryTake((byte)')'))
            {
                reader.TryNString(out var key);
                reader.Space();
                reader.TryNString(out var value);
                reader.TrySpace();
                found[UntrustedText.Clean(key)] = UntrustedText.Clean(value);
            }
        }
        _serverId = found;
    }

    private static ImapCapability ReadCapability(ImapReader reader)
    {
        var names = new List<string>();
        while (!reader.AtEnd)
        {
            names.Add(System.Text.Encoding.ASCII.GetString(reader.Atom()));
            if (!reader.TrySpace())
                break;
        }
        return new ImapCapability(names);
    }
}
