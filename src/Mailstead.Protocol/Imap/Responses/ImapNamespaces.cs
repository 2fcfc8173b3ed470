namespace Mailstead.Protocol.Imap.Responses;

public sealed record ImapNamespaces(string PersonalPrefix, char? Delimiter, IReadOnlyList<string> OtherUsers, IReadOnlyList<string> Shared);
