namespace Mailstead.Auditing;

/// <summary>Joins the two entries of one operation.</summary>
/// <param name="Id">16 hex digits, random.</param>
/// <param name="StartedAt">A timestamp of the trail's TimeProvider, for the duration.</param>
public sealed record AuditTicket(string Id, AuditOpening Opening, long StartedAt);
