using Mailstead.Mime.Parsing;

namespace Mailstead.Operations.Reading;

/// <param name="Name">Safe file name.</param>
/// <param name="Part">As parsed, for its text.</param>
internal sealed record FetchedAttachment(string Name, string MediaType, byte[] Content, MimePart Part);
