using System.Globalization;
using Mailstead.Protocol.Errors;

namespace Mailstead.Protocol.Sasl;

/// <summary>The attribute lists of RFC 5802 section 5.</summary>
internal static class ScramText
{
    /// <summary>Iterations below RFC 7677's minimum make a stolen exchange cheap to search; more than a million stalls this client.</summary>
    internal const int MinIterations = 4096;
    internal const int MaxIterations = 1_000_000;
    private const int MaxSaltBytes = 1024;

    internal static string EscapeName(string name) => name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    /// <summary>Reads "r=...,s=...,i=..." and checks that the nonce begins with ours and goes on.</summary>
    internal static (string Nonce, byte[] Salt, int Iterations) ReadServerFirst(string text, string clientNonce)
    {
        var fields = text.Split(',');
        if (fields.Length < 3) throw Broken();
        var nonce = Field(fields[0], 'r');
        if (nonce.Length <= clientNonce.Length || !nonce.StartsWith(clientNonce, StringComparison.Ordinal)) throw Broken();
        var salt = Base64(Field(fields[1], 's'));
        if (salt.Length is 0 or > MaxSaltBytes) throw Broken();
        if (!int.TryParse(Field(fields[2], 'i'), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < MinIterations or > MaxIterations)
        {
            throw new ProtocolBrokenException($"The server asks for a SCRAM iteration count outside {MinIterations} to {MaxIterations}.");
        }

        return (nonce, salt, iterations);
    }

    /// <summary>The signature of "v=..."; null for "e=...".</summary>
    internal static byte[]? ReadServerFinal(string text)
    {
        var first = text.Split(',')[0];
        return first.StartsWith("e=", StringComparison.Ordinal) ? null : Base64(Field(first, 'v'));
    }

    private static string Field(string field, char name) => field.Length >= 2 && field[0] == name && field[1] == '=' ? field[2..] : throw Broken();

    private static byte[] Base64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw Broken();
        }
    }

    private static ProtocolBrokenException Broken() => new("The server sent a SCRAM message that RFC 5802 does not allow.");
}
