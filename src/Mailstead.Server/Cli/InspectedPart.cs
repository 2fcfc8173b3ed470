namespace Mailstead.Server.Cli;

/// <param name="Depth">0 for the root.</param>
/// <param name="Section">IMAP's number.</param>
/// <param name="Offset">Of the body, into the message.</param>
internal sealed record InspectedPart(int Depth, string Section, string Type, string Encoding, string? Charset, string? Disposition, int Offset, int Octets);
