using System.Buffers;
using Mailstead.Mime.Encodings;

namespace Mailstead.Mime.Parsing;

/// <summary>The bytes of a body, its transfer encoding undone: the raw ones when there is nothing to undo, else in a rented buffer until disposed.</summary>
internal readonly ref struct DecodedBody
{
    private readonly byte[]? _rented;

    private DecodedBody(ReadOnlySpan<byte> bytes, byte[]? rented)
    {
        Bytes = bytes;
        _rented = rented;
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public static DecodedBody Of(MimePart part)
    {
        var body = part.RawBody.Span;
        switch (part.TransferEncoding)
        {
            case TransferEncoding.Base64:
                return Rent(Base64Decoder.MaxLength(body.Length), body, Base64Decoder.Decode, part, MimeDefectKind.BadBase64);
            case TransferEncoding.QuotedPrintable:
                return Rent(body.Length, body, QuotedPrintableDecoder.Decode, part, MimeDefectKind.BadQuotedPrintable);
            case TransferEncoding.Uuencode:
                var file = UuDecoder.Decode(body, out var damaged);
                if (damaged) part.Source.Defects.Add(MimeDefectKind.BadUuencode, part.BodyOffset);
                return new DecodedBody(file, null);
            case TransferEncoding.Unknown:
                part.Defect(MimeDefectKind.UnknownTransferEncoding, "Content-Transfer-Encoding");
                return new DecodedBody(body, null);
            default:
                return new DecodedBody(body, null);
        }
    }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }

    private static DecodedBody Rent(int length, ReadOnlySpan<byte> body, Decoder decode, MimePart part, MimeDefectKind kind)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var written = decode(body, buffer, out var damaged);
        if (damaged) part.Source.Defects.Add(kind, part.BodyOffset);
        return new DecodedBody(buffer.AsSpan(0, written), buffer);
    }

    private delegate int Decoder(ReadOnlySpan<byte> source, Span<byte> target, out bool damaged);
}
