using Mailstead.Mime.Encodings;

namespace Mailstead.Mime.Text;

/// <summary>A file that was written into the text itself, as mail programs did before MIME and news programs still do.</summary>
public sealed class TextFile
{
    private readonly byte[] _encoded;

    internal TextFile(TextFileEncoding encoding, string name, byte[] encoded) => (Encoding, Name, _encoded) = (encoding, name, encoded);

    public TextFileEncoding Encoding { get; }

    /// <summary>As the text says it, on one line; untrusted, never a path. May be empty.</summary>
    public string Name { get; }

    /// <summary>Of a yEnc file in several messages: this one's place, from 1.</summary>
    public int? PartNumber { get; init; }

    /// <summary>Of a yEnc file in several messages: how many, when it says so.</summary>
    public int? PartCount { get; init; }

    /// <summary>Octets it takes in the text; the file itself is never larger.</summary>
    public int EncodedLength => _encoded.Length;

    /// <summary>What could be read, decoded anew by each call.</summary>
    /// <param name="damaged">Cut short, or its size or CRC-32 is not the one it declares.</param>
    public byte[] Decode(out bool damaged) => Encoding == TextFileEncoding.Yenc
        ? YencDecoder.Decode(_encoded, out damaged)
        : UuDecoder.Decode(_encoded, out damaged);
}
