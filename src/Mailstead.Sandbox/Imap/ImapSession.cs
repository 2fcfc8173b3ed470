using System.Text;
using Mailstead.Sandbox.Faults;
using Mailstead.Sandbox.Imap.Commands;
using Mailstead.Sandbox.Mailboxes;
using Mailstead.Sandbox.Net;

namespace Mailstead.Sandbox.Imap;

/// <summary>One IMAP session: reads commands in order, lets their handlers answer, tells the news at the end of each.</summary>
internal sealed class ImapSession(ServedConnection line, ImapSite site)
{
    private const int MaxBadCommands = 100;

    private readonly FaultPlayer _faults = new(site.Faults, site.Time);
    private readonly CommandReader _reader = new(line, site.Limits, nonSynchronising: site.Has("LITERAL+"));

    public ServedConnection Line { get; } = line;
    public ImapSite Site { get; } = site;
    public ResponseWriter Writer { get; } = new(line);
    public SessionState State { get; private set; } = SessionState.NotAuthenticated;
    public MailboxView? View { get; private set; }

    /// <summary>ENABLE UTF8=ACCEPT was given: mailbox names are UTF-8 from here on (RFC 9755).</summary>
    public bool Utf8 { get; set; }
    public bool LoggedOut { get; set; }

    /// <summary>The tag of the command in hand; ESEARCH repeats it.</summary>
    public string Tag { get; private set; } = "*";

    public MailboxView Selected => View ?? throw new InvalidOperationException("No mailbox is selected.");

    public void LogIn() => State = SessionState.Authenticated;

    public void Select(MailboxView? view)
    {
        View = view;
        State = view is null ? SessionState.Authenticated : SessionState.Selected;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ExchangeAsync("*", FaultRule.Greeting, () => ValueTask.FromResult(ImapReply.Ok("Mailstead sandbox ready", $"CAPABILITY {Site.CapabilityLine}")), cancellationToken);
        var bad = 0;
        while (!LoggedOut)
        {
            var bytes = await _reader.ReadAsync(trusted: State != SessionState.NotAuthenticated, cancellationToken);
            Line.BeginCommand();
            if (bytes is null || !await CarryOutAsync(bytes, cancellationToken))
                bad++;
            if (bad > MaxBadCommands)
            {
                Writer.Untagged("BYE Too many bad commands");
                LoggedOut = true;
            }

            await Line.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Decodes the name of a mailbox that the client sent.</summary>
    public string MailboxName(CommandText arguments) => MailboxNameCodec.Decode(arguments.AString(), Utf8);

    /// <summary>The mailbox of that name.</summary>
    /// <exception cref="StoreRefusedException">There is none.</exception>
    public Mailbox Mailbox(string name, string codeWhenMissing = "NONEXISTENT") =>
        Site.Store.Find(name) ?? throw new StoreRefusedException(codeWhenMissing, "No such mailbox");

    private async ValueTask<bool> CarryOutAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var command = new CommandText(bytes);
        ImapVerb verb;
        try
        {
            Tag = "*";
            Tag = command.Tag();
            verb = ImapVerbs.Read(command, Site);
            if (!verb.States.HasFlag(State))
                throw new BadCommandException(State == SessionState.NotAuthenticated ? "Log in first" : verb.States == SessionState.Selected ? "Select a mailbox first" : "Not in this state");
        }
        catch (BadCommandException e)
        {
            Writer.Raw(ImapReply.Bad(e.Message).On(Tag));
            return false;
        }

        var wasGood = true;
        await ExchangeAsync(Tag, WithoutTag(bytes), async () =>
        {
            var reply = await AnswerAsync(verb, command, cancellationToken);
            wasGood = reply.Status != "BAD";
            if (!LoggedOut)
                View?.Report(Writer, verb.MayExpunge);
            return reply;
        }, cancellationToken);
        return wasGood;
    }

    private async ValueTask<ImapReply> AnswerAsync(ImapVerb verb, CommandText command, CancellationToken cancellationToken)
    {
        try
        {
            return await verb.Handler.RunAsync(this, command, cancellationToken);
        }
        catch (BadCommandException e)
        {
            return ImapReply.Bad(e.Message);
        }
        catch (StoreRefusedException e)
        {
            return ImapReply.No(e.Message, e.Code);
        }
        catch (Exception e) when (e is not (ConnectionEndedException or OperationCanceledException or IOException))
        {
            Site.OnDefect(e);
            return ImapReply.No("The sandbox failed", "SERVERBUG");
        }
    }

    private async ValueTask ExchangeAsync(string tag, string command, Func<ValueTask<ImapReply>> carryOut, CancellationToken cancellationToken)
    {
        var fault = _faults.Take(command);
        var answered = await _faults.BeforeAsync(
            fault, Line,
            refuse: a => Writer.Raw(new ImapReply(a.Status, a.Text, a.Code).On(tag)),
            farewell: text => $"* BYE {text}\r\n",
            chatter: "* OK still working\r\n",
            cancellationToken);
        if (!answered)
        {
            var reply = await carryOut();
            Writer.Raw(reply.On(fault is FaultAction.WrongTag ? "nobody" : tag));
        }

        await Line.FlushAsync(cancellationToken);
    }

    private static string WithoutTag(byte[] bytes)
    {
        var text = Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, 512));
        return text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimEnd();
    }
}
