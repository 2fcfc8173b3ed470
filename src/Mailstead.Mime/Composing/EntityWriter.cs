using System.Security.Cryptography;
using System.Text;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Composing;

/// <summary>Writes the tree. Boundaries are derived from the Message-ID: one draft gives the same bytes each time.</summary>
internal sealed class EntityWriter
{
    private readonly Stream _output;
    private readonly HeaderWriter _headers;
    private readonly string _boundary;
    private int _multiparts;

    private EntityWriter(Stream output, string boundary)
    {
        _output = output;
        _headers = new HeaderWriter(output);
        _boundary = boundary;
    }

    public static void Write(Stream output, Entity root, string seed) => new EntityWriter(output, UnusedBoundary(root, seed)).WriteEntity(root);

    /// <summary>"=_" occurs in neither quoted-printable nor base64; in what is written untouched it is looked for.</summary>
    private static string UnusedBoundary(Entity root, string seed)
    {
        var plain = root.SelfAndDescendants().Where(e => e.Encoding == TransferEncoding.SevenBit && e.Children is null).ToList();
        for (var round = 0; ; round++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{round}/{seed}")));
            var boundary = $"=_{Convert.ToHexStringLower(hash.AsSpan(0, 12))}";
            var needle = Encoding.ASCII.GetBytes(boundary);
            if (!plain.Exists(e => e.Bytes.Span.IndexOf(needle) >= 0)) return boundary;
        }
    }

    private void WriteEntity(Entity entity)
    {
        var boundary = entity.Children is null ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_boundary}_{++_multiparts}");
        _headers.Parameterised("Content-Type", entity.MediaType, entity.Children is null ? entity.Parameters : [.. entity.Parameters, new("boundary", boundary)]);
        if (entity.Children is null) _headers.Token("Content-Transfer-Encoding", Name(entity.Encoding));
        if (entity.Disposition is { } disposition)
            _headers.Parameterised("Content-Disposition", disposition, entity.FileName.Length == 0 ? [] : [new("filename", entity.FileName)]);
        if (entity.ContentId is { } id) _headers.Ids("Content-ID", [id]);
        _headers.Line();
        if (entity.Children is null)
        {
            _output.Write(entity.Bytes.Span);
            return;
        }
        foreach (var child in entity.Children)
        {
            WriteAscii($"--{boundary}\r\n");
            WriteEntity(child);
            _headers.Line();
        }
        WriteAscii($"--{boundary}--\r\n");
    }

    private void WriteAscii(string text) => _output.Write(Encoding.ASCII.GetBytes(text));

    private static string Name(TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.QuotedPrintable => "quoted-printable",
        TransferEncoding.Base64 => "base64",
        _ => "7bit",
    };
}
