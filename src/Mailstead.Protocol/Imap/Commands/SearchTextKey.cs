namespace Mailstead.Protocol.Imap.Commands;

public enum SearchTextKey { From, To, Cc, Bcc, Subject, Body, Text }
