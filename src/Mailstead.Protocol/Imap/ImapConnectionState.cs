namespace Mailstead.Protocol.Imap;

/// <summary>DISCONNECTED, CONNECTING, AUTHENTICATED, SELECTED, IDLE, ERROR.</summary>
public enum ImapConnectionState { Disconnected, Connecting, Authenticated, Selected, Idle, Error }
