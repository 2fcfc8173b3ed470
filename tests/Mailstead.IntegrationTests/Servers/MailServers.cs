using System.Globalization;
using Mailstead.IntegrationTests.Servers;
using Xunit;

[assembly: AssemblyFixture(typeof(MailServers))]

namespace Mailstead.IntegrationTests.Servers;

/// <summary>
/// Dovecot, Postfix and Cyrus, shared by all tests of the assembly: take it as a constructor parameter. Uses the servers of the
/// environment, else starts them and stops them in the end. A test that harms a server takes its own: <see cref="OwnDovecot"/>.
/// </summary>
public sealed class MailServers : IAsyncLifetime
{
    private ServerSettings? settings;
    private bool startedHere;

    public ServerSettings Settings => settings ?? throw new InvalidOperationException("The servers are not up.");

    public async ValueTask InitializeAsync()
    {
        settings = ServerSettings.FromEnvironment();
        if (settings is not null) return;
        try
        {
            await ServersScript.RunAsync("status");
        }
        catch (InvalidOperationException)
        {
            startedHere = true;
        }

        settings = ServerSettings.Parse(await ServersScript.RunAsync("start"));
    }

    public async ValueTask DisposeAsync()
    {
        if (startedHere) await ServersScript.RunAsync("stop");
    }

    /// <summary>A user of Dovecot and Postfix with an empty mailbox that no other test has: one per test class, or per test.</summary>
    public MailUser NextUser() => Next("dovecot", Settings.Users);

    /// <summary>The same on Cyrus, which has its own mailboxes.</summary>
    public MailUser NextCyrusUser() => Next("cyrus", Settings.CyrusUsers);

    /// <summary>Puts a message into the user's INBOX on Dovecot, past SMTP and its changes to the header.</summary>
    public Task DeliverAsync(MailUser user, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        LmtpDelivery.DeliverAsync(Settings.Host, Settings.LmtpPort, user.Address, message, cancellationToken);

    /// <summary>A bearer token (XOAUTH2, OAUTHBEARER) that Dovecot accepts for this user for an hour.</summary>
    public Task<string> TokenAsync(MailUser user) => ServersScript.RunAsync("token", user.Name, "--state", Settings.State);

    // Claimed by creating a file, which only one can: classes run at once, and the servers, with what is in their mailboxes, may
    // outlive this process or serve another one.
    private MailUser Next(string kind, int last)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Settings.State, "claimed", kind)).FullName;
        for (var number = Directory.GetFiles(folder).Length + 1; number <= last; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"user{number}");
            try
            {
                File.Open(Path.Combine(folder, name), FileMode.CreateNew).Dispose();
            }
            catch (IOException) when (File.Exists(Path.Combine(folder, name)))
            {
                continue;
            }

            return new MailUser(name, $"{name}@{Settings.Domain}", Settings.Password);
        }

        throw new InvalidOperationException($"All {last} users are used up: run eng/servers stop, then start.");
    }
}
