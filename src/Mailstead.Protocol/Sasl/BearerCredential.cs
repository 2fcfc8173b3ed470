namespace Mailstead.Protocol.Sasl;

/// <summary>OAUTHBEARER (RFC 7628), else XOAUTH2.</summary>
public sealed record BearerCredential(string UserName, Secret AccessToken) : MailCredential(UserName);
