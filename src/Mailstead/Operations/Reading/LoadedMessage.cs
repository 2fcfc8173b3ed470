using Mailstead.Mime.Parsing;
using Mailstead.Protocol.Imap.Responses;

namespace Mailstead.Operations.Reading;

/// <param name="Data">Flags, dates, size and structure.</param>
/// <param name="Message">The whole message, or its headers and text parts when it is large.</param>
internal sealed record LoadedMessage(LocatedMessage Located, FetchData Data, MessageParts Parts, MimeMessage Message);
