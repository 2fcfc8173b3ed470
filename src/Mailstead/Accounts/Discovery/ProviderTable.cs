using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Discovery;

/// <summary>The known providers. Data only: hosts, limits and hints come from the providers' own help pages.</summary>
public static class ProviderTable
{
    private const string OutlookHint = "Microsoft accepts no passwords from mail programs: set \"auth\" to \"bearer\" and let \"secret\" yield an OAuth2 access token (scope https://outlook.office.com/IMAP.AccessAsUser.All).";
    private const string YahooHint = "Make an app password: account security page, \"Generate app password\". The account's own password is refused.";
    private const string UnitedInternetHint = "First switch on POP3/IMAP in the web mail's settings; with two-factor login make an application-specific password there.";
    private const string NetEaseHint = "Switch on IMAP/SMTP in the web mail's settings and use the authorization code that it shows in place of the password.";
    private const string NetEaseQuirk = "Refuses SELECT (\"Unsafe Login\") to programs that did not introduce themselves with ID.";

    public static IReadOnlyList<ProviderProfile> All { get; } =
    [
        new("gmail")
        {
            Domains = ["gmail.com", "googlemail.com"],
            ExchangerSuffixes = ["google.com", "googlemail.com"],
            Imap = Tls("imap.gmail.com", 993), Smtp = Tls("smtp.gmail.com", 465),
            MaxConnections = 5, SavesSentMail = true,
            PasswordHint = "Google refuses the account's own password: switch on two-step verification and make an app password at https://myaccount.google.com/apppasswords, or use OAuth2 (\"auth\": \"bearer\"). \"Less secure apps\" no longer exists.",
            Quirks = ["Labels appear as folders, and every message is in \"All Mail\" as well.", "15 connections at once are allowed per account, shared with its phones and browsers."],
        },
        new("outlook")
        {
            Domains = ["outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "outlook.fr", "hotmail.de", "hotmail.fr", "hotmail.co.uk", "live.de", "live.fr", "live.co.uk"],
            Imap = Tls("outlook.office365.com", 993), Smtp = StartTls("smtp-mail.outlook.com", 587),
            Auth = AuthKind.Bearer, MaxConnections = 4, SavesSentMail = true, PasswordHint = OutlookHint,
        },
        new("exchange-online")
        {
            ExchangerSuffixes = ["mail.protection.outlook.com", "mx.microsoft"],
            Imap = Tls("outlook.office365.com", 993), Smtp = StartTls("smtp.office365.com", 587),
            Auth = AuthKind.Bearer, MaxConnections = 4, SavesSentMail = true, PasswordHint = OutlookHint,
            Quirks = ["An administrator may have switched off IMAP or authenticated SMTP for the mailbox."],
        },
        new("icloud")
        {
            Domains = ["icloud.com", "me.com", "mac.com"],
            ExchangerSuffixes = ["mail.icloud.com"],
            Imap = Tls("imap.mail.me.com", 993), Smtp = StartTls("smtp.mail.me.com", 587),
            ImapUserIsLocalPart = true,
            PasswordHint = "Make an app-specific password at https://account.apple.com, \"Sign-In and Security\".",
        },
        new("yahoo")
        {
            Domains = ["yahoo.com", "ymail.com", "rocketmail.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.it", "yahoo.es", "yahoo.ca", "yahoo.co.in", "yahoo.com.br"],
            ExchangerSuffixes = ["yahoodns.net"],
            Imap = Tls("imap.mail.yahoo.com", 993), Smtp = Tls("smtp.mail.yahoo.com", 465),
            MaxConnections = 3, PasswordHint = YahooHint,
            Quirks = ["Full-text search covers headers well and bodies only in part."],
        },
        new("aol")
        {
            Domains = ["aol.com", "aim.com", "aol.de", "aol.fr", "aol.co.uk"],
            Imap = Tls("imap.aol.com", 993), Smtp = Tls("smtp.aol.com", 465),
            MaxConnections = 3, PasswordHint = YahooHint,
        },
        new("fastmail")
        {
            Domains = ["fastmail.com", "fastmail.fm", "fastmail.net", "fastmail.org", "sent.com", "messagingengine.com"],
            ExchangerSuffixes = ["messagingengine.com"],
            Imap = Tls("imap.fastmail.com", 993), Smtp = Tls("smtp.fastmail.com", 465),
            MaxConnections = 5,
            PasswordHint = "Make an app password with access to IMAP and SMTP: Settings, \"Privacy & Security\", \"Manage app passwords\".",
        },
        new("gmx")
        {
            Domains = ["gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.eu", "gmx.org"],
            ExchangerSuffixes = ["gmx.net"],
            Imap = Tls("imap.gmx.net", 993), Smtp = Tls("mail.gmx.net", 465),
            MaxConnections = 2, PasswordHint = UnitedInternetHint,
            Quirks = ["One or two connections at once; more are refused and may lock the account for a while."],
        },
        new("gmx-com")
        {
            Domains = ["gmx.com", "gmx.us", "gmx.co.uk", "gmx.fr", "gmx.es"],
            Imap = Tls("imap.gmx.com", 993), Smtp = StartTls("mail.gmx.com", 587),
            MaxConnections = 2, PasswordHint = UnitedInternetHint,
        },
        new("web.de")
        {
            Domains = ["web.de", "email.de"],
            Imap = Tls("imap.web.de", 993), Smtp = StartTls("smtp.web.de", 587),
            MaxConnections = 2, PasswordHint = UnitedInternetHint,
        },
        new("zoho")
        {
            Domains = ["zoho.com", "zohomail.com"],
            ExchangerSuffixes = ["zoho.com", "zohomail.com"],
            Imap = Tls("imap.zoho.com", 993), Smtp = Tls("smtp.zoho.com", 465),
            SavesSentMail = true,
            PasswordHint = "Switch on IMAP access in Zoho Mail's settings; with two-factor login make an application-specific password at https://accounts.zoho.com.",
            Quirks = ["Own domains of paying customers are at imappro.zoho.com and smtppro.zoho.com."],
        },
        new("zoho-eu")
        {
            Domains = ["zoho.eu", "zohomail.eu"],
            ExchangerSuffixes = ["zoho.eu"],
            Imap = Tls("imap.zoho.eu", 993), Smtp = Tls("smtp.zoho.eu", 465),
            SavesSentMail = true,
            PasswordHint = "Switch on IMAP access in Zoho Mail's settings; with two-factor login make an application-specific password at https://accounts.zoho.eu.",
        },
        new("proton-bridge")
        {
            Domains = ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"],
            ExchangerSuffixes = ["protonmail.ch"],
            Imap = StartTls("127.0.0.1", 1143), Smtp = StartTls("127.0.0.1", 1025),
            SavesSentMail = true,
            PasswordHint = "Proton Mail Bridge must be running on this machine; use the user name and the mailbox password that Bridge shows, not the Proton password.",
            Quirks = ["Bridge signs its own certificate: export it in Bridge's settings and name the file in \"ca_file\"."],
        },
        new("qq")
        {
            Domains = ["qq.com", "foxmail.com", "vip.qq.com"],
            Imap = Tls("imap.qq.com", 993), Smtp = Tls("smtp.qq.com", 465),
            MaxConnections = 2,
            PasswordHint = "Switch on IMAP/SMTP in QQ Mail's settings and use the authorization code that it shows in place of the password.",
        },
        new("qq-exmail")
        {
            ExchangerSuffixes = ["mxbiz1.qq.com", "mxbiz2.qq.com"],
            Imap = Tls("imap.exmail.qq.com", 993), Smtp = Tls("smtp.exmail.qq.com", 465),
            MaxConnections = 2,
            PasswordHint = "Use the client password of the enterprise mailbox when secure login is switched on.",
        },
        new("163")
        {
            Domains = ["163.com"],
            Imap = Tls("imap.163.com", 993), Smtp = Tls("smtp.163.com", 465),
            MaxConnections = 2, PasswordHint = NetEaseHint, Quirks = [NetEaseQuirk],
        },
        new("126")
        {
            Domains = ["126.com"],
            Imap = Tls("imap.126.com", 993), Smtp = Tls("smtp.126.com", 465),
            MaxConnections = 2, PasswordHint = NetEaseHint, Quirks = [NetEaseQuirk],
        },
        new("yandex")
        {
            Domains = ["yandex.com", "yandex.ru", "ya.ru", "yandex.by", "yandex.kz"],
            ExchangerSuffixes = ["yandex.net", "yandex.ru"],
            Imap = Tls("imap.yandex.com", 993), Smtp = Tls("smtp.yandex.com", 465),
            PasswordHint = "Allow mail programs in Yandex Mail's settings and make an app password for mail at https://id.yandex.com.",
        },
        new("mail.ru")
        {
            Domains = ["mail.ru", "inbox.ru", "list.ru", "bk.ru", "internet.ru"],
            ExchangerSuffixes = ["mail.ru"],
            Imap = Tls("imap.mail.ru", 993), Smtp = Tls("smtp.mail.ru", 465),
            PasswordHint = "Make a password for external applications in the account's security settings.",
        },
    ];

    public static ProviderProfile? ByName(string name) =>
        string.Equals(name, ProviderProfile.Generic.Name, StringComparison.Ordinal)
            ? ProviderProfile.Generic
            : All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    /// <summary>By the domain of an address that the provider itself hands out.</summary>
    public static ProviderProfile? ByDomain(string domain) =>
        All.FirstOrDefault(p => p.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase));

    /// <summary>By the host that takes a hosted domain's mail in; longest suffix wins.</summary>
    public static ProviderProfile? ByExchanger(string host) =>
        (from profile in All
         from suffix in profile.ExchangerSuffixes
         where IsUnder(host, suffix)
         orderby suffix.Length descending
         select profile).FirstOrDefault();

    /// <summary>By a configured or discovered server name.</summary>
    public static ProviderProfile? ByServer(string host) =>
        All.FirstOrDefault(p => string.Equals(p.Imap!.Host, host, StringComparison.OrdinalIgnoreCase));

    internal static bool IsUnder(string host, string domain) =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
        && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');

    private static MailEndpoint Tls(string host, int port) => new(host, port, TlsMode.Implicit);
    private static MailEndpoint StartTls(string host, int port) => new(host, port, TlsMode.StartTls);
}
