using Mailstead.Mime.Parsing;

namespace Mailstead.Sandbox.Mailboxes;

/// <summary>The bytes of a message and their parse, each made on first use; shared by all copies of the message.</summary>
internal sealed class MessageContent
{
    private readonly Lazy<byte[]> _bytes;
    private readonly Lazy<MimeMessage> _parsed;

    public MessageContent(Func<byte[]> build)
    {
        _bytes = new Lazy<byte[]>(build);
        _parsed = new Lazy<MimeMessage>(() => MimeMessage.Parse(_bytes.Value));
    }

    public MessageContent(byte[] bytes) : this(() => bytes) { }

    public byte[] Bytes => _bytes.Value;
    public MimeMessage Parsed => _parsed.Value;
}
