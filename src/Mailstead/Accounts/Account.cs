using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts;

/// <summary>One mail identity, as configured. Holds no secret: <see cref="ImapSecret"/> and <see cref="SmtpSecret"/> are references.</summary>
public sealed record Account
{
    public required AccountId Id { get; init; }

    /// <summary>The owner's address; From of what is sent.</summary>
    public required string Address { get; init; }
    public string DisplayName { get; init; } = "";

    /// <summary>More addresses of the owner (SELF in policy).</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public required MailEndpoint Imap { get; init; }
    public required string ImapUser { get; init; }
    public required SecretReference ImapSecret { get; init; }

    /// <summary>Null: this account cannot send.</summary>
    public MailEndpoint? Smtp { get; init; }
    public string? SmtpUser { get; init; }
    public SecretReference? SmtpSecret { get; init; }

    /// <summary>Password, or bearer for XOAUTH2/OAUTHBEARER.</summary>
    public AuthKind Auth { get; init; } = AuthKind.Password;

    /// <summary>Recipients that mail may leave to by itself: addresses, or "@domain".</summary>
    public IReadOnlyList<string> AllowedRecipients { get; init; } = [];
    public ProviderProfile Provider { get; init; } = ProviderProfile.Generic;
    public ConnectionSettings Connections { get; init; } = ConnectionSettings.Default;

    /// <summary>PEM file with roots trusted for this account beside the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>SHA-256 of a public key of the chain, hex.</summary>
    public IReadOnlyList<string> PinnedKeys { get; init; } = [];

    /// <summary>A new account with what the provider's profile says about names and login; one secret for both servers.</summary>
    public static Account Create(AccountId id, string address, ProviderProfile provider, MailEndpoint imap, MailEndpoint? smtp, SecretReference secret) => new()
    {
        Id = id,
        Address = address,
        Provider = provider,
        Auth = provider.Auth,
        Imap = imap,
        ImapUser = provider.ImapUserOf(address),
        ImapSecret = secret,
        Smtp = smtp,
        SmtpUser = smtp is null ? null : address,
        SmtpSecret = smtp is null ? null : secret,
    };
}
