namespace Mailstead.Protocol.Imap.Commands;

public enum StoreMode { Add, Remove }
