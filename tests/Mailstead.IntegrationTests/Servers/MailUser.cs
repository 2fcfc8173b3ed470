namespace Mailstead.IntegrationTests.Servers;

/// <summary>A user whose mailbox nobody else uses in this run.</summary>
public sealed record MailUser(string Name, string Address, string Password);
