namespace Mailstead.Protocol.Imap;

public readonly record struct UidValidity(uint Value);
