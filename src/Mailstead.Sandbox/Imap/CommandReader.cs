using System.Buffers;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Imap.Wire;
using Mailstead.Sandbox.Net;

namespace Mailstead.Sandbox.Imap;

/// <summary>Reads one command with all its literals, asking for those that wait to be asked for (RFC 9051 section 4.3, RFC 7888).</summary>
internal sealed class CommandReader(ServedConnection line, SandboxLimits limits, bool nonSynchronising)
{
    /// <summary>The whole command, literals in place. Null: it was refused, and the refusal is written.</summary>
    /// <param name="trusted">False before the login: literals are then no longer than a command line.</param>
    public async ValueTask<byte[]?> ReadAsync(bool trusted, CancellationToken cancellationToken)
    {
        var command = new ArrayBufferWriter<byte>(256);
        var literals = 0L;
        var text = 0;
        while (true)
        {
            var bytes = await line.ReadLineAsync(limits.MaxCommandBytes - text, cancellationToken);
            if (bytes is null)
            {
                line.Write(command.WrittenCount == 0 ? "* BAD [TOOBIG] Command line too long\r\n" : $"{TagOf(command)} BAD [TOOBIG] Command too long\r\n");
                return null;
            }

            command.Write(bytes);
            text += bytes.Length;
            if (!bytes.AsSpan().EndsWith("\r\n"u8))
            {
                line.Write($"{TagOf(command)} BAD Lines end in CRLF\r\n");
                return null;
            }

            LiteralHeader literal;
            try
            {
                if (!LiteralHeader.TryReadAtEnd(bytes.AsSpan(0, bytes.Length - 2), out literal))
                    return command.WrittenSpan.ToArray();
            }
            catch (ProtocolBrokenException)
            {
                line.Write($"{TagOf(command)} BAD [TOOBIG] Literal too big\r\n");
                return null;
            }

            literals += literal.Length;
            if (literals > (trusted ? limits.MaxLiteralBytes : limits.MaxCommandBytes) || (literal.NonSync && !nonSynchronising))
                return await RefuseLiteralAsync(command, waits: !literal.NonSync, cancellationToken);
            if (!literal.NonSync)
            {
                line.Write("+ Go ahead\r\n");
                await line.FlushAsync(cancellationToken);
            }

            command.Write(await line.ReadExactlyAsync((int)literal.Length, cancellationToken));
        }
    }

    private async ValueTask<byte[]?> RefuseLiteralAsync(ArrayBufferWriter<byte> command, bool waits, CancellationToken cancellationToken)
    {
        if (waits)
        {
            line.Write($"{TagOf(command)} BAD [TOOBIG] Literal too big\r\n");
            return null;
        }

        // Its octets are on their way whatever we say: they would be read as commands.
        line.Write("* BYE [TOOBIG] Literal refused\r\n");
        await line.FlushAsync(cancellationToken);
        throw new ConnectionEndedException("The client sent a non-synchronising literal that is not allowed.");
    }

    /// <summary>What the client must be answered on: its first word, if that could be a tag.</summary>
    private static string TagOf(ArrayBufferWriter<byte> command)
    {
        var end = command.WrittenSpan.IndexOf((byte)' ');
        return end > 0 && end <= 64 && !command.WrittenSpan[..end].ContainsAnyExceptInRange((byte)'!', (byte)'~') ? Encoding.ASCII.GetString(command.WrittenSpan[..end]) : "*";
    }
}
