namespace Mailstead.Protocol.Imap;

/// <summary>Modification sequence (RFC 7162); 0 when the server has none.</summary>
public readonly record struct ModSeq(ulong Value);
