namespace Mailstead.Protocol.Imap.Responses;

/// <summary>COPYUID (RFC 4315).</summary>
/// <param name="Map">Old UID to new; empty without UIDPLUS.</param>
/// <param name="OriginalsRemain">A move that could not expunge: the originals are flagged \Deleted.</param>
public sealed record CopyResult(UidValidity? TargetValidity, IReadOnlyDictionary<Uid, Uid> Map, bool OriginalsRemain = false);
