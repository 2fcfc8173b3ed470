using System.Security.Cryptography;
using Mailstead.Accounts;
using Mailstead.Accounts.Configuration;
using Mailstead.Accounts.Credentials;
using Mailstead.Auditing;
using Mailstead.Connections;
using Mailstead.Operations;
using Mailstead.Protocol.Transport;
using Mailstead.Safety;
using Mailstead.Sandbox;
using Mailstead.Sessions;

namespace Mailstead.Server.Composition;

/// <summary>Everything behind a door, put together once per process. Disposing closes every connection.</summary>
internal sealed class MailsteadHost : IAsyncDisposable
{
    private readonly MailConnections _connections;
    private readonly string? _scratch;

    private MailsteadHost(IAccountRegistry accounts, ICredentialSource credentials, string auditFile, string downloads, SandboxServer? sandbox, string? scratch)
    {
        var time = TimeProvider.System;
        var sessions = new SessionRegistry(time);
        SandboxServer = sandbox;
        _scratch = scratch;
        _connections = new MailConnections(credentials, new TransportOptions { Time = time }, Chance);
        Operations = MailOperations.Create(accounts, _connections, sessions, new AuditFile(new AuditFileOptions(auditFile), time), time, new DownloadJail(downloads));
        Session = sessions.Create("local", SessionLifetime.Process, activate: true).Id;
    }

    // Jitter of retries; asked by many threads at once.
    private static double Chance() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;

    public MailOperations Operations { get; }
    public SessionId Session { get; }

    /// <summary>Null unless the sample mailbox is served.</summary>
    public SandboxServer? SandboxServer { get; }

    public static async Task<MailsteadHost> StartAsync(HostOptions options, CancellationToken cancellationToken)
    {
        if (options.Sandbox) return await StartSandboxAsync(options, cancellationToken);
        var source = new SettingsSource(options.Settings);
        var settings = source.Get();
        return new MailsteadHost(
            new ConfiguredAccounts(source), AccountSecrets.Of(options), Path.Combine(settings.DataDirectory, "audit.jsonl"), settings.DownloadDirectory, sandbox: null, scratch: null);
    }

    private static async Task<MailsteadHost> StartSandboxAsync(HostOptions options, CancellationToken cancellationToken)
    {
        // A trial leaves nothing behind but what was saved on purpose.
        var scratch = Directory.CreateTempSubdirectory("mailstead-sandbox-").FullName;
        var server = await SandboxServer.StartAsync(new SandboxOptions(), cancellationToken);
        var accounts = new SandboxAccounts(server);
        return new MailsteadHost(accounts, accounts, Path.Combine(scratch, "audit.jsonl"), Path.Combine(ConfigPaths.Resolve(options.Settings()).DataDirectory, "sandbox"), server, scratch);
    }

    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync();
        if (SandboxServer is not null) await SandboxServer.DisposeAsync();
        if (_scratch is not null) Directory.Delete(_scratch, recursive: true);
    }
}
