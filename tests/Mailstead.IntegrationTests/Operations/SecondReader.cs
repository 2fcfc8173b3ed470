using System.Diagnostics;
using System.Text.Json;
using Mailstead.IntegrationTests.Servers;

namespace Mailstead.IntegrationTests.Operations;

/// <summary>Another mail program: Python's own imaplib and email packages. What they read is what the world sees.</summary>
internal static class SecondReader
{
    private const string Script = """
        import base64, email, email.policy, hashlib, imaplib, json, sys
        host, port, user, password, subject = sys.argv[1:6]
        with imaplib.IMAP4(host, int(port), timeout=15) as imap:
            imap.login(user, password)
            imap.select('INBOX', readonly=True)
            _, found = imap.uid('SEARCH', None, 'ALL')
            for uid in reversed(found[0].split()):
                raw = imap.uid('FETCH', uid, '(BODY.PEEK[])')[1][0][1]
                mail = email.message_from_bytes(raw, policy=email.policy.default)
                if mail['Subject'] == subject:
                    text = mail.get_body(('plain',))
                    html = mail.get_body(('html',))
                    print(json.dumps({
                        'subject': str(mail['Subject']), 'from': str(mail['From']), 'to': str(mail['To']), 'message_id': str(mail['Message-ID']),
                        'text': text.get_content(), 'html': html.get_content() if html else None,
                        'defects': [type(d).__name__ for part in mail.walk() for d in part.defects],
                        'longest_line': max(len(line) for line in raw.split(b'\r\n')),
                        'bare': raw.replace(b'\r\n', b'').count(b'\n') + raw.replace(b'\r\n', b'').count(b'\r'),
                        'bcc': mail['Bcc'],
                        'attachments': [{'name': a.get_filename(), 'type': a.get_content_type(), 'sha256': hashlib.sha256(
                            a.get_payload(decode=True)).hexdigest()} for a in mail.iter_attachments()]}))
                    sys.exit(0)
        sys.exit(3)
        """;

    /// <summary>The newest message of that subject in the user's INBOX on Dovecot; null when there is none (yet).</summary>
    public static async Task<JsonElement?> ReadAsync(ServerSettings servers, MailUser user, string subject, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("python3", ["-", servers.Host, $"{servers.ImapPort}", user.Name, user.Password, subject])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("python3 is needed as the second mail program, and could not be started.");
        await process.StandardInput.WriteAsync(Script.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode switch
        {
            0 => JsonDocument.Parse(output).RootElement,
            3 => null,
            _ => throw new InvalidOperationException($"The second mail program failed: {await errors}"),
        };
    }
}
