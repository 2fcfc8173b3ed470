using Mailstead.Protocol.Errors;

namespace Mailstead.Errors;

/// <summary>Policy denied the call; nothing was changed.</summary>
public sealed class PolicyException(string code, string message, string? remedy = null)
    : MailException(code, message, remedy)
{
    public override bool CanRetry => string.Equals(Code, DomainCodes.RateLimited, StringComparison.Ordinal);
}
