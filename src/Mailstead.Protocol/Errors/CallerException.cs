namespace Mailstead.Protocol.Errors;

/// <summary>The caller's fault: an argument that cannot be carried, or a call in the wrong state. Nothing was sent.</summary>
public sealed class CallerException(string message, string code = ErrorCodes.InvalidArgument, string? remedy = null)
    : MailException(code, message, remedy);
