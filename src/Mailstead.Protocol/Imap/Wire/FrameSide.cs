namespace Mailstead.Protocol.Imap.Wire;

/// <summary>Who sent the bytes that are framed.</summary>
internal enum FrameSide
{
    /// <summary>Responses: status and tagged lines end in free text, where <c>{5}</c> is no literal.</summary>
    Server,

    /// <summary>Commands: any line may end in a literal.</summary>
    Client,
}
