namespace Mailstead.Server.Cli;

/// <summary>All that the parser sees in a message.</summary>
internal sealed record MessageInspection(
    int Octets, string Subject, IReadOnlyList<string> From, IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> ReplyTo,
    string? Date, string? MessageId, string? InReplyTo, IReadOnlyList<string> References,
    IReadOnlyList<InspectedHeader> Headers, string Text, int HiddenRemoved, int Folded, IReadOnlyList<InspectedLink> Links,
    IReadOnlyList<InspectedAttachment> Attachments, IReadOnlyList<InspectedPart> Parts, IReadOnlyList<InspectedDefect> Defects, IReadOnlyList<string> Warnings);
