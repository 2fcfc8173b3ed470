using System.Text;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Parsing;

internal static class TransferEncodings
{
    /// <param name="field">The whole Content-Transfer-Encoding field; empty when absent.</param>
    public static TransferEncoding Read(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty) return TransferEncoding.SevenBit;
        var value = field[(field.IndexOf((byte)':') + 1)..].Trim(" \t\r\n;\""u8);
        if (value.IndexOf((byte)'(') >= 0) return FromToken(HeaderText.StripComments(HeaderText.ToText(value)).Trim());
        Span<char> token = stackalloc char[32];
        return Ascii.ToLower(value, token, out var length) == System.Buffers.OperationStatus.Done
            ? FromToken(token[..length])
            : TransferEncoding.Unknown;
    }

    public static bool IsIdentity(this TransferEncoding encoding)
        => encoding is TransferEncoding.SevenBit or TransferEncoding.EightBit or TransferEncoding.Binary or TransferEncoding.Unknown;

    private static TransferEncoding FromToken(ReadOnlySpan<char> token) => token switch
    {
        "7bit" or "7-bit" or "" => TransferEncoding.SevenBit,
        "8bit" or "8-bit" => TransferEncoding.EightBit,
        "binary" => TransferEncoding.Binary,
        "quoted-printable" or "quotedprintable" => TransferEncoding.QuotedPrintable,
        "base64" or "base-64" => TransferEncoding.Base64,
        "x-uuencode" or "uuencode" or "x-uue" or "uue" => TransferEncoding.Uuencode,
        _ => TransferEncoding.Unknown,
    };
}
