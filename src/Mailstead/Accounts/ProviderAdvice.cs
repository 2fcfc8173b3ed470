using Mailstead.Protocol.Errors;

namespace Mailstead.Accounts;

/// <summary>What to do next, where the provider is known better than its server's words.</summary>
public static class ProviderAdvice
{
    private const string AnyProvider = "Check user name and password. Many providers accept only an app password made in their settings, or OAuth2 (\"auth\": \"bearer\").";

    /// <returns>The error's own remedy unless the provider has a better one.</returns>
    public static string? RemedyFor(MailException error, Account account) =>
        error.Code is ErrorCodes.AuthenticationFailed ? account.Provider.PasswordHint ?? error.Remedy ?? AnyProvider : error.Remedy;
}
