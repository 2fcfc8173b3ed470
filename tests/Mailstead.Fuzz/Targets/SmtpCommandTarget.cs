using System.Buffers;
using System.Text;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp.Wire;

namespace Mailstead.Fuzz.Targets;

/// <summary>Outbound: a path stays one argument of one line; message data never hold the end of data, at any split.</summary>
internal sealed class SmtpCommandTarget : FuzzTarget
{
    public override string Name => "smtp-command";
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("ann@example.org\n\"a b\"@x.org\nü@bücher.example\na@[127.0.0.1]\nann@x.org> SIZE=1\\r\\nRCPT TO:<b@c.d>\nSubject: x\\r\\n\\r\\n.\\r\\nMAIL FROM:<>\\n.\\n\\r.\\r");
    public override IReadOnlyList<byte[]> Tokens { get; } = Words("\\r\\n.\\r\\n\n\\n.\\n\n\\r.\\r\n\\n.\\r\\n\n\\r\\n.\\n\n.\n..\n\\r\n\\n\n\\0\n>\n<\n\"\n\\\n@\n SIZE=1\n[IPv6:::1]\n%lo\nÂ\u0085\nâ€¨");

    public override void Run(byte[] input)
    {
        Path(Encoding.UTF8.GetString(input));
        var whole = Data(input, input.Length);
        Promise(whole.AsSpan().SequenceEqual(Data(input, 1 + (input.Length % 5))), "the data depend on how the message is chunked");
        Promise(whole.AsSpan().IndexOf("\r\n.\r\n"u8) < 0 && !whole.AsSpan().StartsWith(".\r\n"u8), "the data hold the end of data");
        for (var i = 0; i < whole.Length; i++)
        {
            if (whole[i] == '\r') Promise(i + 1 < whole.Length && whole[i + 1] == '\n', "a bare CR goes out");
            if (whole[i] == '\n') Promise(i > 0 && whole[i - 1] == '\r', "a bare LF goes out");
        }
        Promise(SmtpMessageFacts.Of(input).Size == whole.Length - Stuffed(whole), "SIZE is not what goes out");
    }

    private static void Path(string address)
    {
        string path;
        try
        {
            path = SmtpAddress.Path(address);
        }
        catch (CallerException)
        {
            return;
        }
        Promise(!path.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && path.LastIndexOf('<') == 0 && path.IndexOf('>', StringComparison.Ordinal) == path.Length - 1, "a path can be ended from within");
    }

    private static byte[] Data(ReadOnlySpan<byte> message, int chunk)
    {
        var output = new ArrayBufferWriter<byte>(message.Length + 16);
        var encoder = new SmtpDataEncoder();
        for (var at = 0; at < message.Length; at += chunk) encoder.Write(message.Slice(at, Math.Min(chunk, message.Length - at)), output);
        encoder.Complete(output);
        return output.WrittenSpan.ToArray();
    }

    private static int Stuffed(ReadOnlySpan<byte> data) => data.Count("\r\n.."u8) + (data.StartsWith(".."u8) ? 1 : 0);
}
