namespace Mailstead.Protocol.Imap;

public enum ImapNewsKind { Exists, Expunge, Vanished, Fetch, Alert, Bye, Closed }
