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
    public MailUser NextUser() => Next("next-user", Settings.Users);

    /// <summary>The same on Cyrus, which has its own mailboxes.</summary>
    public MailUser NextCyrusUser() => Next("next-cyrus-user", Settings.CyrusUsers);

    /// <summary>Puts a message into the user's INBOX on Dovecot, past SMTP and its changes to the header.</summary>
    public Task DeliverAsync(MailUser user, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        LmtpDelivery.DeliverAsync(Settings.Host, Settings.LmtpPort, user.Address, message, cancellationToken);

    /// <summary>A bearer token (XOAUTH2, OAUTHBEARER) that Dovecot accepts for this user for an hour.</summary>
    public Task<string> TokenAsync(MailUser user) => ServersScript.RunAsync("token", user.Name, "--state", Settings.State);

    // Counted in the state directory and not here: the servers may outlive this process, and with them what is in the mailboxes.
    private MailUser Next(string counter, int last)
    {
        using var file = new FileStream(Path.Combine(Settings.State, counter), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var reader = new StreamReader(file);
        var number = int.TryParse(reader.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var used) ? used + 1 : 1;
        if (number > last) throw new InvalidOperationException($"All {last} users are used up: run eng/servers stop, then start.");
        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        return new MailUser($"user{number}", $"user{number}@{Settings.Domain}", Settings.Password);
    }
}
