namespace Mailstead.Protocol.Sasl;

/// <summary>PLAIN, LOGIN, CRAM-MD5, SCRAM-SHA-1 or SCRAM-SHA-256, the strongest both sides have.</summary>
public sealed record PasswordCredential(string UserName, Secret Password) : MailCredential(UserName);
