using System.Security.Cryptography.X509Certificates;

namespace Mailstead.Protocol.Transport;

/// <summary>How connections are made. Certificates are always checked; a private CA or a pin can be added, "ignore" does not exist.</summary>
public sealed record TransportOptions
{
    /// <summary>One budget for DNS, TCP, TLS, greeting and login.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest silence of a server inside one command.</summary>
    public TimeSpan ProgressTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest a whole command may take, however busy the line is.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan TcpKeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Roots trusted beside the system's.</summary>
    public X509Certificate2Collection ExtraRoots { get; init; } = [];

    /// <summary>SHA-256 of SubjectPublicKeyInfo, hex in lower case; when not empty one of the chain must match.</summary>
    public IReadOnlyList<string> PinnedKeys { get; init; } = [];
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Receives each line with secrets and literals redacted; null: off.</summary>
    public Action<WireLogLine>? WireLog { get; init; }
}
