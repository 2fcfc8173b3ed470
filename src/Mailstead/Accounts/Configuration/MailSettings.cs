namespace Mailstead.Accounts.Configuration;

/// <summary>Everything configured, at one moment. Immutable; a reload makes a new one.</summary>
public sealed record MailSettings
{
    public required ConfigPaths Paths { get; init; }

    /// <summary>False: there is no file, and that is fine.</summary>
    public required bool HasFile { get; init; }
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>Null: none is configured, or there are several and none was chosen.</summary>
    public AccountId? DefaultAccount { get; init; }

    /// <summary>What applies to an account that says nothing itself.</summary>
    public required ConnectionSettings Connections { get; init; }
    public required TimeSpan SessionTtl { get; init; }
    public required string DataDirectory { get; init; }
    public required string DownloadDirectory { get; init; }

    /// <summary>Each setting with where it came from, in the order of the file.</summary>
    public required IReadOnlyList<EffectiveSetting> Effective { get; init; }

    /// <summary>What is odd but no reason to stop, such as a variable that looks misspelled.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
