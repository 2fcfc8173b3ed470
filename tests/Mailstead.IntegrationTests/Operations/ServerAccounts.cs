using Mailstead.Accounts;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;

namespace Mailstead.IntegrationTests.Operations;

/// <summary>Houses on real servers.</summary>
internal static class ServerAccounts
{
    /// <summary>Dovecot over TLS, Postfix submission with STARTTLS.</summary>
    public static MailHouse OnDovecot(ServerSettings servers, MailUser user, params IReadOnlyList<string> allowed) =>
        MailHouse.On(Of(user, new MailEndpoint(servers.Host, servers.ImapsPort, TlsMode.Implicit), servers) with
        {
            Smtp = new MailEndpoint(servers.Host, servers.SubmissionPort, TlsMode.StartTls),
            AllowedRecipients = allowed,
        }, user.Password);

    /// <summary>A Dovecot that stands alone: nothing can be sent.</summary>
    public static MailHouse On(OwnDovecot dovecot) =>
        MailHouse.On(Of(dovecot.User, new MailEndpoint(dovecot.Settings.Host, dovecot.Settings.ImapsPort, TlsMode.Implicit), dovecot.Settings), dovecot.User.Password);

    public static MailHouse OnCyrus(ServerSettings servers, MailUser user) =>
        MailHouse.On(Of(user, new MailEndpoint(servers.Host, servers.CyrusTlsPort, TlsMode.Implicit), servers), user.Password);

    private static Account Of(MailUser user, MailEndpoint imap, ServerSettings servers) => new()
    {
        Id = new AccountId(user.Name),
        Address = user.Address,
        DisplayName = "Zoë Müller",
        Imap = imap,
        ImapUser = user.Name,
        ImapSecret = new SecretReference(SecretSource.Env, "UNUSED"),
        SmtpUser = user.Name,
        SmtpSecret = new SecretReference(SecretSource.Env, "UNUSED"),
        CaFile = servers.CertificateAuthority,
    };
}
