namespace Mailstead.Auditing;

/// <summary>Who did what, without content. One entry a read (when it is over), two a change: before it and after it, so that a crash between leaves its trace.</summary>
public interface IAuditTrail
{
    /// <summary>Before the operation. A change is written down here and now.</summary>
    /// <exception cref="Errors.PolicyException">audit_unavailable: the change cannot be written down, so it must not be made. Never for a read.</exception>
    ValueTask<AuditTicket> OpenAsync(AuditOpening opening, CancellationToken cancellationToken);

    /// <summary>After the operation, whatever came of it.</summary>
    /// <returns>False when the entry could not be written. What was done is done, so this does not throw; the next change is refused by <see cref="OpenAsync"/>.</returns>
    ValueTask<bool> CloseAsync(AuditTicket ticket, AuditOutcome outcome, CancellationToken cancellationToken);
}
