namespace Mailstead.Querying;

/// <summary>What is left to check after the server's answer: IMAP has no search key for attachments.</summary>
public enum AttachmentRule { Any, Required, Forbidden }
