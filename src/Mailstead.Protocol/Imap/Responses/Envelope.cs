using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Encodings;
using Mailstead.Mime.Headers;

namespace Mailstead.Protocol.Imap.Responses;

/// <summary>ENVELOPE (RFC 9051 section 7.5.2), text decoded when asked for. Bytes are kept, strings are made on first use. A field that cannot be read is empty.</summary>
public sealed class Envelope
{
    private readonly ReadOnlyMemory<byte> _octets;
    private readonly int[] _starts;
    private readonly IReadOnlyList<MailAddress>?[] _addresses = new IReadOnlyList<MailAddress>?[8];
    private string? _subject;

    internal Envelope(ReadOnlyMemory<byte> octets, int[] starts) => (_octets, _starts) = (octets, starts);

    public DateTimeOffset? Date => Field(0) is { IsEmpty: false } text && MailDate.TryParse(Encoding.Latin1.GetString(text), out var date) ? date : null;
    public string Subject => _subject ??= EncodedWords.Decode(Field(1));
    public IReadOnlyList<MailAddress> From => Addresses(2);
    public IReadOnlyList<MailAddress> Sender => Addresses(3);
    public IReadOnlyList<MailAddress> ReplyTo => Addresses(4);
    public IReadOnlyList<MailAddress> To => Addresses(5);
    public IReadOnlyList<MailAddress> Cc => Addresses(6);
    public IReadOnlyList<MailAddress> Bcc => Addresses(7);

    /// <summary>Without angle brackets; the first, when there are several.</summary>
    public string? InReplyTo => Identifier(8);
    public string? MessageId => Identifier(9);

    private ReadOnlySpan<byte> Field(int index)
    {
        var reader = EnvelopeParser.Reader(_octets.Span, _starts[index]);
        return reader.Next is (byte)'"' or (byte)'{' ? reader.String() : default;
    }

    private IReadOnlyList<MailAddress> Addresses(int index) =>
        _addresses[index] ??= EnvelopeAddresses.Read(EnvelopeParser.Reader(_octets.Span[.._starts[index + 1]], _starts[index]));

    private string? Identifier(int index)
    {
        var text = Field(index);
        var open = text.IndexOf((byte)'<');
        if (open >= 0 && text[open..].IndexOf((byte)'>') is > 1 and var close)
            text = text[(open + 1)..(open + close)];
        text = text.Trim(" \t<>"u8);
        return text.IsEmpty ? null : Encoding.UTF8.GetString(text);
    }
}
