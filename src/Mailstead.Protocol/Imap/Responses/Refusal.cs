using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>Makes an error of ours out of a NO, BAD or BYE: response codes (RFC 5530) first, then the few texts that servers without codes agree on.</summary>
internal static class Refusal
{
    /// <param name="what">The command's name as the error shows it.</param>
    public static ServerRefusedException From(StatusLine line, string what)
    {
        var (code, message, remedy, canRetry) = Classify(line, what);
        return new ServerRefusedException(code, message, remedy, canRetry) { ResponseCode = line.Code.Length == 0 ? null : line.Code, ServerText = line.Text };
    }

    /// <summary>A login that was answered NO or BAD: without a better reason the credentials are at fault.</summary>
    public static ServerRefusedException OfLogin(StatusLine line)
    {
        var known = From(line, "the login");
        return known.Code != ErrorCodes.ServerRefused && known.Code != ErrorCodes.PermissionDenied
            ? known
            : new ServerRefusedException(ErrorCodes.AuthenticationFailed, LoginMessage, LoginRemedy) { ResponseCode = known.ResponseCode, ServerText = line.Text };
    }

    /// <summary>BYE: the line ends, whatever the reason.</summary>
    public static TransportLostException OfBye(StatusLine line)
    {
        if (SaysTooMany(line))
            return new TransportLostException(ErrorCodes.TooManyConnections, "The server refuses more connections.", TooManyRemedy) { ServerText = line.Text };
        return line.Code == "UNAVAILABLE"
            ? new TransportLostException(ErrorCodes.ServerUnavailable, "The server is not available now.", "Try again later.") { ServerText = line.Text }
            : new TransportLostException(ErrorCodes.ConnectionLost, "The server ended the connection.", "Try again.") { ServerText = line.Text };
    }

    private const string LoginMessage = "The server refused the login.";
    private const string LoginRemedy = "Check user name and password. Many providers want an app password or OAuth instead of the account's password.";
    private const string TooManyRemedy = "Close other mail programs, or lower this account's number of connections.";

    /// <summary>QUIRK(Dovecot, Cyrus, Exchange): refusals without a response code; what their texts have in common.</summary>
    private static readonly (string Text, string Code)[] TextsWithoutCode =
    [
        ("doesn't exist", "NONEXISTENT"), ("does not exist", "NONEXISTENT"), ("no such mailbox", "NONEXISTENT"), ("unknown mailbox", "NONEXISTENT"),
        ("mailbox not found", "NONEXISTENT"), ("already exists", "ALREADYEXISTS"), ("over quota", "OVERQUOTA"), ("quota exceeded", "OVERQUOTA"),
        ("permission denied", "NOPERM"),
    ];

    private static string CodeOf(StatusLine line)
    {
        if (line.Code.Length > 0 || line.Condition != StatusCondition.No)
            return line.Code;
        foreach (var (text, code) in TextsWithoutCode)
        {
            if (line.Text.Contains(text, StringComparison.OrdinalIgnoreCase))
                return code;
        }
        return "";
    }

    private static (string Code, string Message, string? Remedy, bool CanRetry) Classify(StatusLine line, string what) => CodeOf(line) switch
    {
        "AUTHENTICATIONFAILED" or "AUTHORIZATIONFAILED" or "EXPIRED" => (ErrorCodes.AuthenticationFailed, LoginMessage, LoginRemedy, false),
        "PRIVACYREQUIRED" => (ErrorCodes.PlaintextRefused, "The server wants TLS before a login.", "Choose implicit TLS or STARTTLS for this account.", false),
        "NONEXISTENT" or "TRYCREATE" => (ErrorCodes.MailboxNotFound, "There is no such mailbox.", "List the folders and use a name from there.", false),
        "ALREADYEXISTS" => (ErrorCodes.MailboxExists, "The mailbox exists already.", "Choose another name.", false),
        "OVERQUOTA" => (ErrorCodes.QuotaExceeded, "The mailbox is full.", "Delete mail or ask for more space.", false),
        "NOPERM" or "CONTACTADMIN" => (ErrorCodes.PermissionDenied, $"The server does not permit {what}.", "Ask the mailbox's owner or administrator.", false),
        "TOOBIG" => (ErrorCodes.MessageTooLarge, "The message is larger than the server accepts.", "Send it smaller: leave out attachments.", false),
        "UNAVAILABLE" or "INUSE" or "SERVERBUG" or "THROTTLED" => (ErrorCodes.ServerUnavailable, "The server cannot do this now.", "Try again later.", true),
        _ when SaysTooMany(line) => (ErrorCodes.TooManyConnections, "The server refuses more connections.", TooManyRemedy, true),
        _ => (ErrorCodes.ServerRefused, line.Condition == StatusCondition.Bad ? $"The server did not understand {what}." : $"The server refused {what}.", null, false),
    };

    /// <summary>Too many of what matters: too many failed logins, or too many bad commands, are no reason to come back.</summary>
    private static bool SaysTooMany(StatusLine line) =>
        line.Code == "LIMIT" || Says(line, "maximum number of connections")
        || (Says(line, "too many") && (Says(line, "connection") || Says(line, "session") || Says(line, "simultaneous") || Says(line, "concurrent")));

    private static bool Says(StatusLine line, string words) => line.Text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
