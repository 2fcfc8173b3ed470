namespace Mailstead.Protocol.Imap.Commands;

public enum SearchDateKey { Before, On, Since, SentBefore, SentOn, SentSince }
