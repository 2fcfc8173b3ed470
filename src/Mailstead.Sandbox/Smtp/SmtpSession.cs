using System.Text;
using Mailstead.Sandbox.Faults;
using Mailstead.Sandbox.Net;

namespace Mailstead.Sandbox.Smtp;

/// <summary>One submission session (RFC 6409, 5321): reads commands one by one, so that pipelined ones are answered in order.</summary>
internal sealed class SmtpSession(ServedConnection line, SmtpSite site)
{
    // RFC 5321 section 4.5.3.1.4 says 512; AUTH needs 12,288 (RFC 4954 section 4).
    private const int MaxCommandOctets = 12 * 1024;
    private const int MaxBadCommands = 100;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FaultPlayer _faults = new(site.Faults, site.Time);
    private SmtpEnvelopeState? _envelope;
    private bool _greeted;
    private bool _authenticated;
    private bool _done;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ExchangeAsync(FaultRule.Greeting, () => { line.Write("220 sandbox.example ESMTP Mailstead sandbox\r\n"); return ValueTask.CompletedTask; }, cancellationToken);
        var bad = 0;
        while (!_done && bad < MaxBadCommands)
        {
            var bytes = await line.ReadLineAsync(MaxCommandOctets, cancellationToken);
            line.BeginCommand();
            if (Decode(bytes) is { } command)
            {
                await ExchangeAsync(command, () => CarryOutAsync(command, cancellationToken), cancellationToken);
            }
            else
            {
                bad++;
                Reply(bytes is null ? "500 5.5.2 Line too long" : "500 5.5.2 A command is one line of UTF-8 that ends in CRLF");
                await line.FlushAsync(cancellationToken);
            }
        }
    }

    private async ValueTask ExchangeAsync(string command, Func<ValueTask> carryOut, CancellationToken cancellationToken)
    {
        var answered = await _faults.BeforeAsync(
            _faults.Take(command), line,
            refuse: a => Reply(a.Code is null ? $"{a.Status} {a.Text}" : $"{a.Status} {a.Code} {a.Text}"),
            farewell: text => $"421 4.3.0 {text}\r\n",
            chatter: "250-still working\r\n",
            cancellationToken);
        if (!answered)
            await carryOut();
        await line.FlushAsync(cancellationToken);
    }

    private static string? Decode(byte[]? bytes)
    {
        if (bytes is null || !bytes.AsSpan().EndsWith("\r\n"u8) || bytes.AsSpan(0, bytes.Length - 2).ContainsAny((byte)'\r', (byte)0))
            return null;
        try
        {
            return StrictUtf8.GetString(bytes.AsSpan(0, bytes.Length - 2));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private void Reply(string text) => line.Write(text + "\r\n");

    private async ValueTask CarryOutAsync(string command, CancellationToken cancellationToken)
    {
        var verb = command.Split(' ', 2)[0].ToUpperInvariant();
        var rest = command.Length > verb.Length ? command[(verb.Length + 1)..].Trim() : "";
        switch (verb)
        {
            case "EHLO":
                Hello(rest, extended: true);
                break;
            case "HELO":
                Hello(rest, extended: false);
                break;
            case "AUTH":
                await AuthenticateAsync(rest, cancellationToken);
                break;
            case "MAIL":
                Reply(BeginMail(rest));
                break;
            case "RCPT":
                Reply(AddRecipient(rest));
                break;
            case "DATA":
                await ReceiveAsync(rest, cancellationToken);
                break;
            case "RSET":
                _envelope = null;
                Reply("250 2.0.0 Forgotten");
                break;
            case "NOOP":
                Reply("250 2.0.0 Here");
                break;
            case "VRFY":
                Reply("252 2.5.0 Send it and see");
                break;
            case "QUIT":
                _done = true;
                Reply("221 2.0.0 Bye");
                break;
            default:
                Reply("500 5.5.1 No such command");
                break;
        }
    }

    private void Hello(string name, bool extended)
    {
        if (name.Length == 0)
        {
            Reply("501 5.5.4 Who are you?");
            return;
        }

        _greeted = true;
        _envelope = null;
        string[] lines = extended ? ["sandbox.example", .. site.Extensions] : ["sandbox.example"];
        for (var i = 0; i < lines.Length; i++)
            Reply($"250{(i == lines.Length - 1 ? ' ' : '-')}{lines[i]}");
    }

    private async ValueTask AuthenticateAsync(string rest, CancellationToken cancellationToken)
    {
        if (!_greeted || _authenticated || _envelope is not null)
        {
            Reply("503 5.5.1 Not now");
            return;
        }

        var accepted = await new SmtpAuthentication(line, MaxCommandOctets).RunAsync(rest, cancellationToken);
        _authenticated = accepted is true;
        if (accepted is { } known)
            Reply(known ? "235 2.7.0 Welcome" : "535 5.7.8 Wrong user name or password");
    }

    private string BeginMail(string rest)
    {
        if (!_greeted)
            return "503 5.5.1 EHLO first";
        if (!_authenticated)
            return "530 5.7.0 Authentication required";
        if (_envelope is not null)
            return "503 5.5.1 There is a transaction already";
        if (!rest.StartsWith("FROM:", StringComparison.OrdinalIgnoreCase) || !SmtpPath.TryRead(rest[5..], out var from, out var parameters))
            return "501 5.5.4 MAIL FROM:<address>";
        if (parameters.FirstOrDefault(p => !site.Knows(p)) is { } unknown)
            return $"555 5.5.4 Unknown parameter {unknown}";
        var size = parameters.FirstOrDefault(p => p.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase));
        if (size is not null && (!long.TryParse(size.AsSpan(5), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var octets) || octets > site.Limits.MaxMessageBytes))
            return "552 5.3.4 Message too big";
        var envelope = new SmtpEnvelopeState(from, parameters);
        if (!envelope.Utf8 && !Ascii.IsValid(from))
            return "553 5.6.7 That address needs SMTPUTF8";
        if (from.Length > 0 && !SandboxOwner.Owns(from))
            return "553 5.7.1 That is not your address";
        _envelope = envelope;
        return "250 2.1.0 Sender ok";
    }

    private string AddRecipient(string rest)
    {
        if (_envelope is null)
            return "503 5.5.1 MAIL first";
        if (!rest.StartsWith("TO:", StringComparison.OrdinalIgnoreCase) || !SmtpPath.TryRead(rest[3..], out var to, out var parameters) || to.Length == 0)
            return "501 5.5.4 RCPT TO:<address>";
        if (parameters.Count > 0)
            return $"555 5.5.4 Unknown parameter {parameters[0]}";
        if (!_envelope.Utf8 && !Ascii.IsValid(to))
            return "553 5.6.7 That address needs SMTPUTF8";
        if (_envelope.Recipients.Count >= site.Limits.MaxRecipients)
            return "452 4.5.3 Too many recipients";
        if (to.EndsWith("@" + SandboxOwner.Domain, StringComparison.OrdinalIgnoreCase) && !SandboxOwner.Owns(to))
            return "550 5.1.1 Nobody of that name lives here";
        _envelope.Recipients.Add(to);
        return "250 2.1.5 Recipient ok";
    }

    private async ValueTask ReceiveAsync(string rest, CancellationToken cancellationToken)
    {
        if (_envelope is not { Recipients.Count: > 0 } envelope || rest.Length > 0)
        {
            Reply(rest.Length > 0 ? "501 5.5.4 DATA stands alone" : "503 5.5.1 RCPT first");
            return;
        }

        Reply("354 Go ahead, end with a dot");
        await line.FlushAsync(cancellationToken);
        var data = await DataReader.ReadAsync(line, site.Limits.MaxMessageBytes, cancellationToken);
        _envelope = null;
        line.BeginCommand();
        await ExchangeAsync(FaultRule.EndOfData, () => { Reply(site.Receive(envelope, data)); return ValueTask.CompletedTask; }, cancellationToken);
    }
}
