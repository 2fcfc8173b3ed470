namespace Mailstead.Mime.Parsing;

public enum MimeDefectKind
{
    HeaderLineWithoutColon, HeadersTruncated, DuplicateHeader, BareCarriageReturn, BareLineFeed, NulByte,
    MissingBoundary, BoundaryNotClosed, ContentAfterClosingBoundary, DepthLimit, PartLimit, AddressLimit,
    UnknownTransferEncoding, BadBase64, BadQuotedPrintable, BadUuencode, UnknownCharset, UndecodableText,
    BadEncodedWord, BadParameter, BadAddress, BadDate, BadContentType, LineTooLong,
}
