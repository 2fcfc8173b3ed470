namespace Mailstead.IntegrationTests.Servers;

/// <summary>A Dovecot of one test's own, which it may kill and start again. Up within about a second.</summary>
public sealed class OwnDovecot : IAsyncDisposable
{
    private readonly string state;

    private OwnDovecot(string state, ServerSettings settings)
    {
        this.state = state;
        Settings = settings;
        User = new MailUser("user1", $"user1@{settings.Domain}", settings.Password);
    }

    public ServerSettings Settings { get; }
    public MailUser User { get; }

    public static async Task<OwnDovecot> StartAsync()
    {
        // Short, because sockets live below it.
        var folder = Path.Combine(Path.GetTempPath(), "mailstead-" + Guid.NewGuid().ToString("N")[..8]);
        return new OwnDovecot(folder, ServerSettings.Parse(await ServersScript.RunAsync("start", "--state", folder, "--only", "dovecot")));
    }

    public Task DeliverAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        LmtpDelivery.DeliverAsync(Settings.Host, Settings.LmtpPort, User.Address, message, cancellationToken);

    /// <summary>SIGKILL to the master and every process below it: all connections are cut, nothing is flushed.</summary>
    public Task KillAsync() => ServersScript.RunAsync("kill", "dovecot", "--state", state);

    /// <summary>Back on the same ports, with the mail it had.</summary>
    public Task RestartAsync() => ServersScript.RunAsync("start", "--state", state, "--only", "dovecot");

    public async ValueTask DisposeAsync()
    {
        await ServersScript.RunAsync("stop", "--state", state);
        Directory.Delete(state, recursive: true);
    }
}
