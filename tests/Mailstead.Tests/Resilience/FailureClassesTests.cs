using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Resilience;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Resilience;

public sealed class FailureClassesTests
{
    public static TheoryData<Exception, FailureClass> Failures => new()
    {
        { new TransportLostException(ErrorCodes.ConnectionLost, ""), FailureClass.Transient },
        { new TransportLostException(ErrorCodes.Timeout, ""), FailureClass.Transient },
        { new TransportLostException(ErrorCodes.DnsFailed, ""), FailureClass.Transient },
        { new TransportLostException(ErrorCodes.ConnectionRefused, ""), FailureClass.Transient },
        { new TransportLostException(ErrorCodes.CertificateInvalid, "", canRetry: false), FailureClass.Final },
        { new TransportLostException(ErrorCodes.DeliveryUnknown, "", canRetry: false), FailureClass.Final },
        { new TransportLostException(DomainCodes.Busy, ""), FailureClass.Final },
        { new ProtocolBrokenException(""), FailureClass.Transient },
        { new ServerRefusedException(ErrorCodes.ServerUnavailable, "", canRetry: true), FailureClass.Transient },
        { new ServerRefusedException(ErrorCodes.TooManyConnections, "", canRetry: true), FailureClass.Transient },
        { new ServerRefusedException(ErrorCodes.AuthenticationFailed, "", canRetry: true), FailureClass.Final },
        { new ServerRefusedException(ErrorCodes.MailboxNotFound, ""), FailureClass.Final },
        { new ServerRefusedException(ErrorCodes.PermissionDenied, ""), FailureClass.Final },
        { new ServerRefusedException(ErrorCodes.QuotaExceeded, ""), FailureClass.Final },
        { new ServerRefusedException(ErrorCodes.ServerRefused, "") { ServerText = "Invalid session ID" }, FailureClass.Transient },
        { new ServerRefusedException(ErrorCodes.PermissionDenied, "") { ServerText = "timeout" }, FailureClass.Final },
        { new CallerException(""), FailureClass.Final },
        { new ConfigurationException("k", ""), FailureClass.Final },
        { new GoneException(""), FailureClass.Final },
        { new InvalidOperationException(), FailureClass.Final },
        { new OperationCanceledException(), FailureClass.Final },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Each_failure_has_its_class(Exception failure, FailureClass expected) => FailureClasses.Of(failure).ShouldBe(expected);
}
