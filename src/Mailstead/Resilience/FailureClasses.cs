using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Polly.CircuitBreaker;

namespace Mailstead.Resilience;

/// <summary>Sorts failures. Authentication, missing mailbox, permission and quota are final at once.</summary>
public static class FailureClasses
{
    /// <summary>QUIRK(iCloud and others): a session that the server has forgotten is told as a plain NO with one of these texts.</summary>
    private static readonly string[] ForgottenSession =
        ["invalid session id", "session expired", "connection lost", "connection reset", "timed out", "timeout", "broken pipe", "eof occurred", "command bye"];

    public static FailureClass Of(Exception failure) => failure switch
    {
        { InnerException: BrokenCircuitException } => FailureClass.Final,
        MailException { Code: DomainCodes.Busy or ErrorCodes.AuthenticationFailed or ErrorCodes.DeliveryUnknown } => FailureClass.Final,
        ServerRefusedException { Code: ErrorCodes.ServerRefused } refused when IsForgottenSession(refused) => FailureClass.Transient,
        CallerException or ConfigurationException => FailureClass.Final,
        MailException { CanRetry: true } => FailureClass.Transient,
        _ => FailureClass.Final,
    };

    /// <summary>The connection is of no more use though the line is good.</summary>
    public static bool IsForgottenSession(ServerRefusedException refused) =>
        refused.ServerText is { } text && ForgottenSession.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase));
}
