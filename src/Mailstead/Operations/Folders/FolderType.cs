namespace Mailstead.Operations.Folders;

/// <summary>What a folder is for; in lower case the folder_type of an answer.</summary>
internal enum FolderType { Custom, Inbox, Sent, Drafts, Trash, Spam, Archive }
