namespace Mailstead.Server.Cli;

/// <param name="Imap">host:port and TLS mode.</param>
internal sealed record AccountAdded(string Account, string Address, string Imap, string? Smtp, string ConfigFile);
