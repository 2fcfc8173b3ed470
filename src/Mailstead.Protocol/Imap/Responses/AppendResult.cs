namespace Mailstead.Protocol.Imap.Responses;

/// <summary>APPENDUID; nulls without UIDPLUS.</summary>
public sealed record AppendResult(UidValidity? UidValidity, Uid? Uid);
