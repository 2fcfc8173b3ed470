using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts;

/// <summary>What is known of a provider: servers, limits and quirks.</summary>
public sealed record ProviderProfile(string Name)
{
    public static ProviderProfile Generic { get; } = new("generic");

    /// <summary>Domains of addresses that this provider hands out.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>Suffixes of MX targets that give away a domain hosted here.</summary>
    public IReadOnlyList<string> ExchangerSuffixes { get; init; } = [];
    public MailEndpoint? Imap { get; init; }
    public MailEndpoint? Smtp { get; init; }

    /// <summary>How it lets programs in; a bearer-only provider refuses every password.</summary>
    public AuthKind Auth { get; init; } = AuthKind.Password;

    /// <summary>The IMAP user name is the part before the @; the SMTP one is always the address.</summary>
    public bool ImapUserIsLocalPart { get; init; }

    /// <summary>Lowers or raises the default of 3.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>The server files what it sends in Sent itself: no second copy by APPEND.</summary>
    public bool SavesSentMail { get; init; }

    /// <summary>What to say when a password is refused: app password, OAuth, where to make one.</summary>
    public string? PasswordHint { get; init; }

    /// <summary>What a person should know before wondering; shown by account test.</summary>
    public IReadOnlyList<string> Quirks { get; init; } = [];

    /// <summary>The user name for IMAP; for SMTP it is the address.</summary>
    internal string ImapUserOf(string address) => ImapUserIsLocalPart ? address[..address.LastIndexOf('@')] : address;
}
