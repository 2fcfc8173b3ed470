using Mailstead.Errors;
using Mailstead.Protocol.Errors;

namespace Mailstead.Server.Cli;

/// <summary>What the process returns; documented in docs/guide/cli.md.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The server or the line failed; see the code of the error.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Configuration or a secret is wrong.</summary>
    public const int Configuration = 3;

    /// <summary>The server refused the login.</summary>
    public const int Authentication = 4;

    /// <summary>Account, folder, message or attachment does not exist, or no longer.</summary>
    public const int NotFound = 5;

    /// <summary>Policy denied it, or it is held for a person.</summary>
    public const int Policy = 6;

    /// <summary>Some of the messages failed; the rest is done.</summary>
    public const int Partly = 7;

    /// <summary>Interrupted by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;

    public static int Of(MailException error) => error.Code switch
    {
        ErrorCodes.InvalidArgument or DomainCodes.InvalidQuery => Usage,
        DomainCodes.ConfigInvalid or DomainCodes.ConfigUnwritable or DomainCodes.SecretUnavailable => Configuration,
        ErrorCodes.AuthenticationFailed => Authentication,
        DomainCodes.UnknownAccount or DomainCodes.UnknownFolder or DomainCodes.Gone or DomainCodes.NotFound or ErrorCodes.MailboxNotFound => NotFound,
        DomainCodes.Denied or DomainCodes.RateLimited => Policy,
        _ => Failed,
    };
}
