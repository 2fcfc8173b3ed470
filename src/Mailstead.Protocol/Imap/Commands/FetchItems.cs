namespace Mailstead.Protocol.Imap.Commands;

[Flags]
public enum FetchItems
{
    None = 0, Flags = 1, InternalDate = 2, Size = 4, Envelope = 8, BodyStructure = 16, ModSeq = 32,
    Summary = Flags | InternalDate | Size | Envelope | BodyStructure,
}
