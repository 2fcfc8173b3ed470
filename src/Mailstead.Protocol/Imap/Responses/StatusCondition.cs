namespace Mailstead.Protocol.Imap.Responses;

internal enum StatusCondition { Ok, No, Bad, Bye, Preauth }
