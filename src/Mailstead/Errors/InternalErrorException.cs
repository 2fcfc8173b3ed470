using Mailstead.Protocol.Errors;

namespace Mailstead.Errors;

/// <summary>A fault of ours: something was thrown that no caller can cause. The cause is kept for the log, never shown.</summary>
public sealed class InternalErrorException(string operation, Exception cause)
    : MailException(DomainCodes.InternalError, $"Mailstead failed in {operation} ({cause.GetType().Name}).", "Try again; report it if it repeats.", cause);
