using System.Buffers;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp;
using Mailstead.Protocol.Smtp.Wire;

namespace Mailstead.Fuzz.Targets;

/// <summary>Replies, whole and octet by octet: the same either way.</summary>
internal sealed class SmtpReplyTarget : FuzzTarget
{
    public override string Name => "smtp-reply";
    public override int AllocationFactor => 600;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("220 mail.example ESMTP\\r\\n250-mail.example\\r\\n250-SIZE 1000\\r\\n250 SMTPUTF8\\r\\n\n550 5.1.1 no such user\\r\\n\n421-4.3.2 a\\r\\n421 4.3.2 b\\r\\n\n354 go\\n\n250\\r\\n");
    public override IReadOnlyList<byte[]> Tokens { get; } = Words("\\r\\n\n\\n\n\\r\n250-\n250 \n5.7.1 \n999\n+25\n 25\n250-x\\r\\n\n\\0\n334 ");

    public override void Run(byte[] input)
    {
        var whole = Replies(input, 4096, out var broken);
        var pieces = Replies(input, 1, out var brokenInPieces);
        Promise(broken == brokenInPieces && whole.SequenceEqual(pieces, StringComparer.Ordinal), "the replies depend on how the stream is chunked");
        Promise(whole.TrueForAll(r => !r.AsSpan().ContainsAny('\r', '\n', '\0')), "a reply with a line break");
    }

    private static List<string> Replies(byte[] input, int chunk, out bool broken)
    {
        var replies = new List<string>();
        var parser = new SmtpReplyParser(new SmtpLimits());
        var start = 0;
        broken = false;
        try
        {
            for (var end = Math.Min(chunk, input.Length); start < input.Length && end <= input.Length; end += chunk)
            {
                var rest = new ReadOnlySequence<byte>(input, start, Math.Min(end, input.Length) - start);
                while (parser.TryParse(ref rest, out var reply)) replies.Add($"{reply} {reply.Text} {reply.IsTransient}");
                start = Math.Min(end, input.Length) - (int)rest.Length;
                if (end < input.Length && end + chunk > input.Length) end = input.Length - chunk;
            }
        }
        catch (ProtocolBrokenException)
        {
            broken = true;
        }
        return replies;
    }
}
