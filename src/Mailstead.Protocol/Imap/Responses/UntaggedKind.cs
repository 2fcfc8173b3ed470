namespace Mailstead.Protocol.Imap.Responses;

/// <summary>The untagged responses that mean something to us.</summary>
internal enum UntaggedKind
{
    Unknown, Ok, No, Bad, Bye, Preauth, Capability, Enabled, Id, Namespace, List, Status, Search, ESearch, Flags, Exists, Recent, Expunge, Fetch, Vanished,
}
