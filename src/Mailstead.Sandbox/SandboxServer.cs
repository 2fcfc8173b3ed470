using System.Collections.Concurrent;
using System.Net.Sockets;
using Mailstead.Protocol.Transport;
using Mailstead.Sandbox.Faults;
using Mailstead.Sandbox.Imap;
using Mailstead.Sandbox.Mailboxes;
using Mailstead.Sandbox.Net;
using Mailstead.Sandbox.SampleMail;
using Mailstead.Sandbox.Smtp;

namespace Mailstead.Sandbox;

/// <summary>The sample mail server: IMAP and SMTP on loopback ports of the system's choice, plain text, one user. All it holds is in memory and gone with it.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const int MaxDefects = 100;

    private readonly ConcurrentQueue<Exception> _defects = new();
    private readonly MailStore _store;
    private readonly SmtpSite _smtpSite;
    private readonly LoopbackListener _imap;
    private readonly LoopbackListener _smtp;
    private readonly TimeProvider _time;

    private SandboxServer(SandboxOptions options, MailStore store)
    {
        var limits = options.Limits;
        _store = store;
        _time = options.Time;
        var imapSite = new ImapSite(store, ImapFaults, limits, options.Capabilities, options.Time, Record);
        _smtpSite = new SmtpSite(store, SmtpFaults, limits, options.SmtpExtensions, options.Time);
        _imap = new LoopbackListener(
            socket => Wrap(socket, limits.ImapIdleTimeout),
            (line, token) => new ImapSession(line, imapSite).RunAsync(token),
            limits.MaxConnections, "* BYE [LIMIT] Too many connections\r\n", "* BYE Autologout\r\n", Record);
        _smtp = new LoopbackListener(
            socket => Wrap(socket, limits.SmtpIdleTimeout),
            (line, token) => new SmtpSession(line, _smtpSite).RunAsync(token),
            limits.MaxConnections, "421 4.7.0 Too many connections\r\n", "421 4.4.2 Too slow\r\n", Record);

        ServedConnection Wrap(Socket socket, TimeSpan idleTimeout) => new(socket, options.Time, idleTimeout, limits.SendTimeout);
    }

    /// <summary>Both servers accept connections when this returns.</summary>
    public static Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var store = new MailStore(options.Limits);
        SampleMailbox.Furnish(store, options.WithSampleMail, options.Time);
        return Task.FromResult(new SandboxServer(options, store));
    }

    public MailEndpoint Imap => new("127.0.0.1", _imap.Port, TlsMode.None);
    public MailEndpoint Smtp => new("127.0.0.1", _smtp.Port, TlsMode.None);
    public string UserName { get; } = SandboxOwner.UserName;
    public string Password { get; } = SandboxOwner.Password;

    public string OwnerName { get; } = SandboxOwner.Name;

    /// <summary>The owner's address: alex@sandbox.example.</summary>
    public string Address { get; } = SandboxOwner.Address;

    /// <summary>How the servers misbehave; rules may come while they serve.</summary>
    public FaultScript ImapFaults { get; } = new();
    public FaultScript SmtpFaults { get; } = new();

    /// <summary>Every message handed to the SMTP server, refused ones too, oldest first.</summary>
    public IReadOnlyList<SandboxTransaction> Transactions => _smtpSite.Received;

    /// <summary>Accepted mail for people who do not live here. It goes nowhere.</summary>
    public IReadOnlyList<SandboxTransaction> Outgoing => [.. Transactions.Where(t => t.Accepted && t.LeftTheHouse.Count > 0)];

    /// <summary>What the sandbox itself did wrong, the first hundred: empty unless it has a bug.</summary>
    public IReadOnlyCollection<Exception> Defects => _defects;

    /// <summary>The messages as they stand in a mailbox, for tests that look behind the protocol.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Messages(string mailbox) =>
        _store.Find(mailbox) is { } found
            ? [.. found.Snapshot().Messages.Select(m => (ReadOnlyMemory<byte>)m.Content.Bytes)]
            : throw new ArgumentException($"No mailbox {mailbox}", nameof(mailbox));

    /// <summary>Puts a message into a mailbox as if it had just come; idling clients are told.</summary>
    /// <returns>Its UID.</returns>
    public uint Deliver(ReadOnlyMemory<byte> message, string mailbox = "INBOX", params IReadOnlyList<string> flags) =>
        _store.Append(_store.Find(mailbox) ?? throw new ArgumentException($"No mailbox {mailbox}", nameof(mailbox)), message.ToArray(), _time.GetLocalNow(), flags);

    /// <summary>Gives a mailbox a new UIDVALIDITY and its messages new UIDs, as after a restore. Sessions that have it selected keep the old one.</summary>
    public void Rebuild(string mailbox) => _store.Rebuild(mailbox);

    public async ValueTask DisposeAsync()
    {
        await _imap.DisposeAsync();
        await _smtp.DisposeAsync();
    }

    private void Record(Exception defect)
    {
        if (_defects.Count < MaxDefects)
            _defects.Enqueue(defect);
    }
}
