using System.Globalization;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Protocol.Transport;
using Mailstead.Sandbox;
using Mailstead.Testing;

namespace Mailstead.ConformanceTests.Journey;

/// <summary>A mailbox as an agent host is told of it: arguments and variables of the program that it starts. Has a home of its own, and a message with a text and a binary attachment.</summary>
internal sealed class ServedMailbox : IAsyncDisposable
{
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 1, 2, 3, 0xFF, 0xFE];

    private readonly string _home = Directory.CreateTempSubdirectory("mailstead-conformance-").FullName;
    private readonly SandboxServer? _sandbox;

    private ServedMailbox(string self, SandboxServer? sandbox = null)
    {
        Self = self;
        _sandbox = sandbox;
        Variables = new(StringComparer.Ordinal) { ["MAILSTEAD_HOME"] = _home };
    }

    /// <summary>The owner's address.</summary>
    public string Self { get; }
    public IReadOnlyList<string> Arguments { get; private init; } = ["mcp"];
    public Dictionary<string, string> Variables { get; }

    /// <summary>The trail that processes on this mailbox write.</summary>
    public string AuditFile => Path.Combine(_home, "data", "audit.jsonl");

    /// <summary>The server behind <see cref="OnSandboxAsync"/>.</summary>
    public SandboxServer Sandbox => _sandbox ?? throw new InvalidOperationException("This mailbox is on no sandbox of ours.");

    /// <summary>The one that the program brings along; new with each process.</summary>
    public static ServedMailbox BuiltIn() => new("alex@sandbox.example") { Arguments = ["mcp", "--sandbox"] };

    /// <summary>A sandbox that outlives the processes that use it.</summary>
    public static async Task<ServedMailbox> OnSandboxAsync()
    {
        var server = await SandboxServer.StartAsync(new SandboxOptions { WithSampleMail = false }, CancellationToken.None);
        server.Deliver(LetterWithFiles());
        var box = new ServedMailbox(server.Address, server);
        box.Tell("ADDRESS", server.Address);
        box.Tell("USER", server.UserName);
        box.Tell("PASSWORD", server.Password);
        box.Tell("IMAP_", server.Imap);
        box.Tell("SMTP_", server.Smtp);
        return box;
    }

    /// <summary>Dovecot over TLS, and Postfix with STARTTLS.</summary>
    public static async Task<ServedMailbox> OnDovecotAsync(MailServers servers)
    {
        var user = servers.NextUser();
        await servers.DeliverAsync(user, LetterWithFiles(), CancellationToken.None);
        var box = new ServedMailbox(user.Address);
        box.Tell("ADDRESS", user.Address);
        box.Tell("USER", user.Name);
        box.Tell("PASSWORD", user.Password);
        box.Tell("CA_FILE", servers.Settings.CertificateAuthority);
        box.Tell("IMAP_", new MailEndpoint(servers.Settings.Host, servers.Settings.ImapsPort, TlsMode.Implicit));
        box.Tell("SMTP_", new MailEndpoint(servers.Settings.Host, servers.Settings.SubmissionPort, TlsMode.StartTls));
        return box;
    }

    public static Task<ServedMailbox> OpenAsync(string name, MailServers servers) => name switch
    {
        "built-in sandbox" => Task.FromResult(BuiltIn()),
        "sandbox" => OnSandboxAsync(),
        "Dovecot" => OnDovecotAsync(servers),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such mailbox."),
    };

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null) await _sandbox.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private static byte[] LetterWithFiles() =>
        Letter.WithAttachments("Figures", ("figures.csv", "text/csv; charset=utf-8", "month,sum\nMärz,12\n"u8.ToArray()), ("picture.png", "image/png", Picture));

    private void Tell(string name, string value) => Variables["MAILSTEAD_" + name] = value;

    private void Tell(string prefix, MailEndpoint server)
    {
        Tell(prefix + "HOST", server.Host);
        Tell(prefix + "PORT", server.Port.ToString(CultureInfo.InvariantCulture));
        Tell(prefix + "ENCRYPTION", server.Tls switch { TlsMode.Implicit => "tls", TlsMode.StartTls => "starttls", _ => "none" });
    }
}
