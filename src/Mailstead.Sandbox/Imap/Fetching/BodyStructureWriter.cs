using System.Text;
using Mailstead.Mime.Parsing;

namespace Mailstead.Sandbox.Imap.Fetching;

/// <summary>BODY and BODYSTRUCTURE (RFC 9051 section 7.5.2). The depth of the tree is the MIME parser's bound.</summary>
/// <param name="extended">BODYSTRUCTURE: with disposition and parameters of multiparts.</param>
internal sealed class BodyStructureWriter(ResponseWriter writer, bool extended)
{
    public void Write(MimePart part)
    {
        writer.Raw("(");
        if (part.IsMultipart && part.Children.Count > 0)
            Multipart(part);
        else
            Single(part);
        writer.Raw(")");
    }

    private void Multipart(MimePart part)
    {
        foreach (var child in part.Children)
            Write(child);
        writer.Raw(" ");
        Name(part.ContentType.Subtype);
        if (!extended)
            return;
        writer.Raw(" ");
        Parameters(part.ContentType.Parameters);
        Disposition(part);
    }

    private void Single(MimePart part)
    {
        // A multipart without parts has nothing but its text to show.
        Name(part.IsMultipart ? "text" : part.ContentType.Type);
        writer.Raw(" ");
        Name(part.IsMultipart ? "plain" : part.ContentType.Subtype);
        writer.Raw(" ");
        Parameters(part.ContentType.Parameters);
        writer.Raw(" ");
        writer.NString(part.ContentId is { } id ? $"<{id}>" : null);
        writer.Raw(" ");
        writer.NString(part.Headers.Get("Content-Description") is { } text ? EncodedWord.Encode(text) : null);
        writer.Raw(" ");
        Name(part.Headers.Get("Content-Transfer-Encoding")?.Trim() is { Length: > 0 } encoding ? encoding : "7bit");
        writer.Raw(" ");
        writer.Number(part.BodyLength);
        if (part.EmbeddedMessage is { } inner)
        {
            writer.Raw(" ");
            EnvelopeWriter.Write(writer, inner);
            writer.Raw(" ");
            Write(inner.Root);
        }

        if (part.EmbeddedMessage is not null || part.IsText || part.IsMultipart)
        {
            writer.Raw(" ");
            writer.Number(part.RawBody.Span.Count((byte)'\n'));
        }

        if (!extended)
            return;
        writer.Raw(" NIL");
        Disposition(part);
    }

    private void Disposition(MimePart part)
    {
        if (part.Disposition is { } disposition)
        {
            writer.Raw(" (");
            Name(disposition.Value);
            writer.Raw(" ");
            Parameters(disposition.Parameters);
            writer.Raw(")");
        }
        else
        {
            writer.Raw(" NIL");
        }

        writer.Raw(" NIL NIL");
    }

    private void Name(string name) => writer.String(Encoding.UTF8.GetBytes(name.ToUpperInvariant()));

    private void Parameters(IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Count == 0)
        {
            writer.Raw("NIL");
            return;
        }

        writer.Raw("(");
        var first = true;
        foreach (var (name, value) in parameters)
        {
            writer.Raw(first ? "" : " ");
            first = false;
            // The parser has decoded RFC 2231; what is not ASCII goes out in that form again.
            var ascii = Ascii.IsValid(value);
            Name(ascii ? name : name + "*");
            writer.Raw(" ");
            writer.NString(ascii ? value : "utf-8''" + Uri.EscapeDataString(value));
        }

        writer.Raw(")");
    }
}
