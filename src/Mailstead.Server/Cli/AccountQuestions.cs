using System.CommandLine;
using System.Text;
using Mailstead.Accounts;
using Mailstead.Accounts.Checks;
using Mailstead.Accounts.Discovery;
using Mailstead.Mime.Addresses;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Mailstead.Protocol.Transport;
using Spectre.Console;

namespace Mailstead.Server.Cli;

/// <summary>Makes an account of options, discovery, and questions on a terminal; without a terminal a missing answer is an error that names its option.</summary>
internal sealed class AccountQuestions(ParseResult line, AccountAddOptions options, IAnsiConsole console)
{
    private const int MaxSecret = 64 * 1024;

    public async Task<(Account Account, Secret? Secret)> AskAsync(CancellationToken cancellationToken)
    {
        var address = Address(await AnswerAsync(line.GetValue(options.Address), "Mail address:", "Give the address: mailstead account add you@example.org", cancellationToken));
        var (imap, smtp, provider) = await ServersAsync(address, cancellationToken);
        foreach (var known in provider.Quirks.Append(provider.PasswordHint).OfType<string>()) console.MarkupLineInterpolated($"[grey]{known}[/]");
        var name = Name(address);
        var (reference, secret) = await SecretAsync(name, cancellationToken);
        var account = Account.Create(new AccountId(name), address, provider, imap, smtp, reference);
        var user = line.GetValue(options.User);
        return (account with
        {
            DisplayName = line.GetValue(options.DisplayName) ?? "",
            ImapUser = user ?? account.ImapUser,
            SmtpUser = smtp is null ? null : user ?? account.SmtpUser,
            Auth = line.GetValue(options.Bearer) ? AuthKind.Bearer : account.Auth,
            AllowedRecipients = line.GetValue(options.Allow) ?? [],
            CaFile = line.GetValue(options.CaFile) is { } file ? Path.GetFullPath(file) : null,
        }, secret);
    }

    private static string Address(string text) => MailAddress.TryParse(text, out var address, out var problem)
        ? address!.Address
        : throw new CallerException($"This is not a mail address: {problem}", remedy: "Give it as name@example.org.");

    private string Name(string address)
    {
        var name = line.GetValue(options.Name) ?? AccountId.Suggest(address).Value;
        return AccountId.IsValid(name) ? name : throw new CallerException($"The name of an account is {AccountId.Rule}.", remedy: "Choose one with --name.");
    }

    private async Task<(MailEndpoint Imap, MailEndpoint? Smtp, ProviderProfile Provider)> ServersAsync(string address, CancellationToken cancellationToken)
    {
        var imap = line.GetValue(options.Imap) is { } i ? EndpointText.Parse(i, line.GetValue(options.ImapTls), "--imap", 993, 143) : null;
        var noSmtp = string.Equals(line.GetValue(options.Smtp), "none", StringComparison.Ordinal);
        var smtp = !noSmtp && line.GetValue(options.Smtp) is { } s ? EndpointText.Parse(s, line.GetValue(options.SmtpTls), "--smtp", 465, 587) : null;
        if (imap is not null && (smtp is not null || noSmtp)) return (imap, smtp, ProviderProfile.Generic);

        console.MarkupLine("[grey]Looking for the servers ...[/]");
        var found = await new AccountDiscovery(TimeProvider.System).FindAsync(address, cancellationToken);
        var search = new ServerSearch(TimeProvider.System);
        imap ??= found.Source == DiscoverySource.Guess ? await search.FindImapAsync(found.Imap, cancellationToken) : found.Imap[0];
        imap ??= EndpointText.Parse(await AnswerAsync(null, "IMAP server (host or host:port):", "The IMAP server was not found. Give it with --imap HOST[:PORT].", cancellationToken), null, "--imap", 993, 143);
        if (!noSmtp) smtp ??= found.Source == DiscoverySource.Guess ? await search.FindSmtpAsync(found.Smtp, cancellationToken) : found.Smtp is [var first, ..] ? first : null;
        console.MarkupLineInterpolated($"IMAP {imap.Host}:{imap.Port}, SMTP {(smtp is null ? "none: this account cannot send" : $"{smtp.Host}:{smtp.Port}")} [grey]({Source(found)})[/]");
        if (found.NeedsConfirmation && !line.GetValue(options.Yes)) await ConfirmAsync(imap, cancellationToken);
        return (imap, smtp, found.Provider);
    }

    private static string Source(DiscoveredServers found) => found.Source switch
    {
        DiscoverySource.ProviderTable => $"known provider {found.Provider.Name}",
        DiscoverySource.ServiceRecords => "published by the domain",
        DiscoverySource.MailExchanger => $"the domain's mail is at {found.Provider.Name}",
        _ => "tried the usual names",
    };

    private async Task ConfirmAsync(MailEndpoint imap, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected) throw new CallerException($"The server {imap.Host} is outside the address's domain and must be confirmed.", remedy: "Add --yes when it is right, or name the servers with --imap and --smtp.");
        if (!await new ConfirmationPrompt($"Your password will go to {Markup.Escape(imap.Host)}. Is that right?") { DefaultValue = false }.ShowAsync(console, cancellationToken))
            throw new CallerException("The servers were not confirmed.", remedy: "Name them with --imap and --smtp.");
    }

    private async Task<(SecretReference Reference, Secret? Secret)> SecretAsync(string name, CancellationToken cancellationToken)
    {
        if (line.GetValue(options.Secret) is { } text)
            return SecretReference.TryParse(text, out var given) ? (given!, null) : throw new CallerException("--secret is not a reference.", remedy: $"Use {SecretReference.Forms}. A password itself never goes on a command line.");
        var reference = new SecretReference(SecretSource.Vault, name);
        if (line.GetValue(options.PasswordStdin)) return (reference, new Secret(await FromInputAsync(cancellationToken)));
        if (Console.IsInputRedirected) throw new CallerException("The password is missing.", remedy: "Use --secret env:NAME, --password-stdin, or run it on a terminal.");
        var typed = await new TextPrompt<string>("Password (kept in the vault):").Secret(null).ShowAsync(console, cancellationToken);
        return (reference, new Secret(typed));
    }

    private static async Task<string> FromInputAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var buffer = new char[MaxSecret];
        var read = await reader.ReadBlockAsync(buffer, cancellationToken);
        var text = new string(buffer, 0, read).TrimEnd('\r', '\n');
        return text.Length > 0 ? text : throw new CallerException("No password came on standard input.", remedy: "Pipe it in: pass show mail | mailstead account add ... --password-stdin");
    }

    private async Task<string> AnswerAsync(string? given, string question, string missing, CancellationToken cancellationToken)
    {
        if (given is not null) return given;
        return Console.IsInputRedirected
            ? throw new CallerException("Not enough is known to add the account.", remedy: missing)
            : await new TextPrompt<string>(question).ShowAsync(console, cancellationToken);
    }
}
