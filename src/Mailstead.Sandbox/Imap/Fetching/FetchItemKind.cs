namespace Mailstead.Sandbox.Imap.Fetching;

internal enum FetchItemKind { Uid, Flags, InternalDate, Size, Envelope, Body, BodyStructure, Section }
