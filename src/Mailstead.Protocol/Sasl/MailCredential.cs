namespace Mailstead.Protocol.Sasl;

/// <summary>Who logs in and with what.</summary>
public abstract record MailCredential(string UserName);
