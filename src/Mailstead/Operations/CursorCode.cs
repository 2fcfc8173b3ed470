using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mailstead.Protocol.Errors;

namespace Mailstead.Operations;

/// <summary>Opaque cursors: three numbers and a hash of the request they belong to, as base64url. A cursor holds no right; the hash keeps it from being used with another request by mistake.</summary>
internal readonly record struct CursorCode(uint First, uint Second, uint Third)
{
    private const int Octets = 16;

    public string Write(uint requestHash)
    {
        Span<byte> octets = stackalloc byte[Octets];
        BinaryPrimitives.WriteUInt32BigEndian(octets, First);
        BinaryPrimitives.WriteUInt32BigEndian(octets[4..], Second);
        BinaryPrimitives.WriteUInt32BigEndian(octets[8..], Third);
        BinaryPrimitives.WriteUInt32BigEndian(octets[12..], requestHash);
        return Base64Url.EncodeToString(octets);
    }

    /// <summary>Null for no cursor.</summary>
    /// <exception cref="CallerException">Not a cursor, or the cursor of another request.</exception>
    public static CursorCode? Read(string? text, uint requestHash)
    {
        if (Arguments.Line("cursor", text) is null)
        {
            return null;
        }

        Span<byte> octets = stackalloc byte[Octets];
        if (text!.Length != Base64Url.GetEncodedLength(Octets)
            || Base64Url.DecodeFromChars(text, octets, out _, out var written) != System.Buffers.OperationStatus.Done || written != Octets
            || BinaryPrimitives.ReadUInt32BigEndian(octets[12..]) != requestHash)
        {
            throw new CallerException("'cursor' does not belong to this request.", remedy: "Repeat the call with the same arguments and the next_cursor of its answer, or without a cursor.");
        }

        return new(BinaryPrimitives.ReadUInt32BigEndian(octets), BinaryPrimitives.ReadUInt32BigEndian(octets[4..]), BinaryPrimitives.ReadUInt32BigEndian(octets[8..]));
    }

    public static uint HashOf(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return BinaryPrimitives.ReadUInt32BigEndian(hash.GetHashAndReset());
    }
}
