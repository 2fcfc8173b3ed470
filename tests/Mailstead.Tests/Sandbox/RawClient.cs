using System.Net.Sockets;
using System.Text;
using Mailstead.Protocol.Transport;
using Mailstead.Testing;

namespace Mailstead.Tests.Sandbox;

/// <summary>A socket that speaks bytes, so that the sandbox is judged by the wire and not by our own client. Latin-1 keeps octets one to one.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly CancellationTokenSource _deadline = new(Patience.Limit);
    private NetworkStream? _stream;
    private int _tag;

    public static async Task<RawClient> ConnectAsync(MailEndpoint endpoint, bool readGreeting = true)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(endpoint.Host, endpoint.Port, client._deadline.Token);
        client._stream = client._tcp.GetStream();
        if (readGreeting)
            await client.LineAsync();
        return client;
    }

    /// <summary>Connected, logged in, with that mailbox selected.</summary>
    public static async Task<RawClient> SelectedAsync(MailEndpoint endpoint, string mailbox = "INBOX")
    {
        var client = await ConnectAsync(endpoint);
        await client.CommandAsync("LOGIN alex@sandbox.example open-sesame");
        await client.CommandAsync($"SELECT {mailbox}");
        return client;
    }

    public async Task SendAsync(string text) => await _stream!.WriteAsync(Encoding.Latin1.GetBytes(text), _deadline.Token);

    /// <summary>One line without its CRLF; null at the end of the stream.</summary>
    public async Task<string?> LineAsync()
    {
        var line = new StringBuilder();
        while (await OctetAsync() is { } octet)
        {
            line.Append((char)octet);
            if (line.Length >= 2 && line[^2] == '\r' && line[^1] == '\n')
                return line.ToString(0, line.Length - 2);
        }

        return line.Length == 0 ? null : line.ToString();
    }

    /// <summary>Sends an IMAP command and returns all lines of the answer, the tagged one last, without its tag. Literals stay in the line that they belong to.</summary>
    public async Task<IReadOnlyList<string>> CommandAsync(string command)
    {
        var tag = $"t{++_tag}";
        await SendAsync($"{tag} {command}\r\n");
        return await AnswerAsync(tag);
    }

    public async Task<IReadOnlyList<string>> AnswerAsync(string tag)
    {
        var lines = new List<string>();
        while (await ResponseAsync() is { } line)
        {
            if (line.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                lines.Add(line[(tag.Length + 1)..]);
                return lines;
            }

            lines.Add(line);
        }

        lines.Add("(closed)");
        return lines;
    }

    /// <summary>An SMTP command and its reply, all lines joined by \n.</summary>
    public async Task<string> SmtpAsync(string command)
    {
        await SendAsync(command + "\r\n");
        return await ReplyAsync();
    }

    public async Task<string> ReplyAsync()
    {
        var lines = new List<string>();
        do
            lines.Add(await LineAsync() ?? "(closed)");
        while (lines[^1].Length > 3 && lines[^1][3] == '-');
        return string.Join('\n', lines);
    }

    /// <summary>Closes our half of the connection: the server reads to the end and closes its own.</summary>
    public void FinishSending() => _tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Everything until the server closes.</summary>
    public async Task<string> RestAsync()
    {
        var all = new StringBuilder();
        while (await OctetAsync() is { } octet)
            all.Append((char)octet);
        return all.ToString();
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        _deadline.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> ResponseAsync()
    {
        var whole = new StringBuilder();
        while (await LineAsync() is { } line)
        {
            whole.Append(line);
            var open = line.LastIndexOf('{');
            if (open < 0 || !line.EndsWith('}') || !int.TryParse(line[(open + 1)..^1], out var octets))
                return whole.ToString();
            whole.Append("\r\n");
            for (var i = 0; i < octets && await OctetAsync() is { } octet; i++)
                whole.Append((char)octet);
        }

        return whole.Length == 0 ? null : whole.ToString();
    }

    private async Task<byte?> OctetAsync()
    {
        var one = new byte[1];
        try
        {
            return await _stream!.ReadAsync(one, _deadline.Token) == 0 ? null : one[0];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
