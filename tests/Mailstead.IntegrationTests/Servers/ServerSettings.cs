using System.Globalization;

namespace Mailstead.IntegrationTests.Servers;

/// <summary>Where one set of mail servers is: the <c>MAILSTEAD_TEST_*</c> lines that <c>eng/servers</c> prints.</summary>
public sealed class ServerSettings
{
    private const string Prefix = "MAILSTEAD_TEST_";
    private readonly Func<string, string?> find;

    private ServerSettings(Func<string, string?> find) => this.find = find;

    public string State => Get("STATE");
    public string Host => Get("HOST");
    public string Domain => Get("DOMAIN");
    public string Password => Get("PASSWORD");

    /// <summary>PEM file of the authority that signed the servers' certificates.</summary>
    public string CertificateAuthority => Get("CA");

    /// <summary>Dovecot, plain with STARTTLS offered.</summary>
    public int ImapPort => Number("IMAP_PORT");
    public int ImapsPort => Number("IMAPS_PORT");
    public int LmtpPort => Number("LMTP_PORT");

    /// <summary>Takes AUTH with and without STARTTLS before it.</summary>
    public int SubmissionPort => Number("SUBMISSION_PORT");

    /// <summary>Dovecot's own submission service: another SMTP implementation to talk to.</summary>
    public int DovecotSubmissionPort => Number("DOVECOT_SUBMISSION_PORT");

    /// <summary>Null where Postfix cannot run, because it needs root.</summary>
    public int? SmtpsPort => HasPostfix ? Number("SMTPS_PORT") : null;
    public bool HasPostfix => find(Prefix + "POSTFIX") == "1";

    public int CyrusPort => Number("CYRUS_PORT");
    public int CyrusTlsPort => Number("CYRUS_TLS_PORT");

    /// <summary>Addresses of Dovecot that answer TLS with a certificate that has exactly one fault.</summary>
    public string ExpiredHost => Get("EXPIRED_HOST");
    public string WrongNameHost => Get("WRONG_NAME_HOST");
    public string UntrustedHost => Get("UNTRUSTED_HOST");

    internal int Users => Number("USERS");
    internal int CyrusUsers => Number("CYRUS_USERS");

    /// <returns>Null when the environment names no servers.</returns>
    public static ServerSettings? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Prefix + "STATE") is { Length: > 0 } ? new ServerSettings(Environment.GetEnvironmentVariable) : null;

    public static ServerSettings Parse(string lines)
    {
        var values = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new ServerSettings(values.GetValueOrDefault);
    }

    /// <summary>The process id of a server's master: dovecot, postfix, cyrus. It changes when the server is started again.</summary>
    public int ProcessId(string server) =>
        int.Parse(File.ReadAllText(Get(server.ToUpperInvariant() + "_PID_FILE")), CultureInfo.InvariantCulture);

    private string Get(string key) =>
        find(Prefix + key) ?? throw new InvalidOperationException($"{Prefix}{key} is not set: was this server started?");

    private int Number(string key) => int.Parse(Get(key), CultureInfo.InvariantCulture);
}
