namespace Mailstead.Server.Cli;

/// <param name="Name">Made safe; <paramref name="RawName"/> is what the mail said, when that differs.</param>
/// <param name="Size">Decoded octets.</param>
internal sealed record InspectedAttachment(string Part, string Name, string? RawName, string Type, int Size, string Sha256);
