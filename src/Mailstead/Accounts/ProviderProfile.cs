namespace Mailstead.Accounts;

/// <summary>What is known of a provider: limits and quirks.</summary>
public sealed record ProviderProfile(string Name)
{
    public static ProviderProfile Generic { get; } = new("generic");

    /// <summary>Lowers or raises the default of 3.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>The server files what it sends in Sent itself: no second copy by APPEND.</summary>
    public bool SavesSentMail { get; init; }

    /// <summary>What to say when a password is refused: app password, OAuth, where to make one.</summary>
    public string? PasswordHint { get; init; }
}
