namespace Mailstead.Protocol.Imap.Responses;

public sealed record MailboxStatus(uint Messages, uint Unseen, Uid UidNext, UidValidity UidValidity, ModSeq HighestModSeq);
