using Mailstead.Protocol.Errors;

namespace Mailstead.Errors;

/// <summary>Configuration stops the start; names the key, the value (never of a secret) and what is allowed.</summary>
public sealed class ConfigurationException(string key, string message, string? remedy = null, string code = DomainCodes.ConfigInvalid)
    : MailException(code, message, remedy)
{
    public string Key { get; } = key;
}
