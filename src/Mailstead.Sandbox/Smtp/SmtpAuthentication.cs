using System.Text;
using Mailstead.Sandbox.Net;

namespace Mailstead.Sandbox.Smtp;

/// <summary>AUTH PLAIN and AUTH LOGIN (RFC 4954, 4616).</summary>
internal sealed class SmtpAuthentication(ServedConnection line, int maxLineBytes)
{
    /// <summary>True or false: known or not. Null: the exchange failed, and its reply is written.</summary>
    public async ValueTask<bool?> RunAsync(string rest, CancellationToken cancellationToken)
    {
        var words = rest.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        switch (words.Length == 0 ? "" : words[0].ToUpperInvariant())
        {
            case "PLAIN":
                var response = words.Length == 2 ? Decode(words[1]) : await AskAsync("", cancellationToken);
                return response is null ? null : IsKnownPlain(response);
            case "LOGIN":
                var user = words.Length == 2 ? Decode(words[1]) : await AskAsync("Username:", cancellationToken);
                var password = user is null ? null : await AskAsync("Password:", cancellationToken);
                return password is null ? null : SandboxOwner.Accepts(user!, password);
            default:
                line.Write("504 5.5.4 PLAIN or LOGIN\r\n");
                return null;
        }
    }

    /// <summary>authzid NUL authcid NUL password.</summary>
    public static bool IsKnownPlain(string response) =>
        response.Split('\0') is [var onBehalfOf, var user, var password]
        && (onBehalfOf.Length == 0 || string.Equals(onBehalfOf, user, StringComparison.Ordinal))
        && SandboxOwner.Accepts(user, password);

    private async ValueTask<string?> AskAsync(string challenge, CancellationToken cancellationToken)
    {
        line.Write($"334 {Convert.ToBase64String(Encoding.ASCII.GetBytes(challenge))}\r\n");
        await line.FlushAsync(cancellationToken);
        var bytes = await line.ReadLineAsync(maxLineBytes, cancellationToken);
        return Decode(bytes is null ? "*" : Encoding.ASCII.GetString(bytes).TrimEnd('\r', '\n'));
    }

    private string? Decode(string base64)
    {
        if (string.Equals(base64, "=", StringComparison.Ordinal))
            return "";
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            line.Write("501 5.5.2 That is not base64\r\n");
            return null;
        }
    }
}
