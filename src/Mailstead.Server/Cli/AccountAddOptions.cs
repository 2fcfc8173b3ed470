using System.CommandLine;

namespace Mailstead.Server.Cli;

/// <summary>What 'account add' can be told instead of asking. Passwords are never among it: a command line is read by everybody.</summary>
internal sealed class AccountAddOptions
{
    public Argument<string?> Address { get; } = new("address") { Description = "Your mail address", Arity = ArgumentArity.ZeroOrOne };
    public Option<string?> Name { get; } = new("--name") { Description = "Name of the account here (from the address)", HelpName = "NAME" };
    public Option<string?> DisplayName { get; } = new("--display-name") { Description = "Your name as recipients see it", HelpName = "TEXT" };
    public Option<string?> User { get; } = new("--user") { Description = "Login name (the address)", HelpName = "USER" };
    public Option<string?> Imap { get; } = new("--imap") { Description = "IMAP server, found when left out", HelpName = "HOST[:PORT]" };
    public Option<string?> ImapTls { get; } = Tls("--imap-tls");
    public Option<string?> Smtp { get; } = new("--smtp") { Description = "SMTP server, found when left out; 'none': an account that cannot send", HelpName = "HOST[:PORT]" };
    public Option<string?> SmtpTls { get; } = Tls("--smtp-tls");
    public Option<string?> Secret { get; } = new("--secret") { Description = "Where the password is: env:NAME, file:PATH or command:LINE; without it, it is asked for and kept in the vault", HelpName = "REF" };
    public Option<bool> PasswordStdin { get; } = new("--password-stdin") { Description = "Read the password from standard input" };
    public Option<bool> Bearer { get; } = new("--bearer") { Description = "The secret is an OAuth2 access token" };
    public Option<string[]> Allow { get; } = new("--allow") { Description = "Address or @domain that mail may go to without approval", HelpName = "ADDRESS", AllowMultipleArgumentsPerToken = true };
    public Option<string?> CaFile { get; } = new("--ca-file") { Description = "PEM file with a private root certificate", HelpName = "FILE" };
    public Option<bool> NoTest { get; } = new("--no-test") { Description = "Store without testing" };
    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Accept the servers that were found" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Address);
        foreach (Option option in new Option[] { Name, DisplayName, User, Imap, ImapTls, Smtp, SmtpTls, Secret, PasswordStdin, Bearer, Allow, CaFile, NoTest, Yes })
            command.Options.Add(option);
    }

    private static Option<string?> Tls(string name)
    {
        var option = new Option<string?>(name) { Description = "implicit, starttls, or none (loopback only); by the port when left out", HelpName = "MODE" };
        option.AcceptOnlyFromAmong("implicit", "starttls", "none");
        return option;
    }
}
