namespace Mailstead.Mime.Parsing;

public enum TransferEncoding { SevenBit, EightBit, Binary, QuotedPrintable, Base64, Uuencode, Unknown }
