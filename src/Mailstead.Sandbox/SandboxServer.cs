using Mailstead.Protocol.Transport;

namespace Mailstead.Sandbox;

/// <summary>The sample mail server: IMAP and SMTP on loopback ports of the system's choice, plain text, one user.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private SandboxServer() { }
    public static Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken) => throw new NotImplementedException();
    public MailEndpoint Imap => throw new NotImplementedException();
    public MailEndpoint Smtp => throw new NotImplementedException();
    public string UserName => throw new NotImplementedException();
    public string Password => throw new NotImplementedException();

    /// <summary>The owner's address: alex@sandbox.example.</summary>
    public string Address => throw new NotImplementedException();
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
