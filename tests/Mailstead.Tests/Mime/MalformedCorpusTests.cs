using System.Text.Json;
using Mailstead.Mime.Parsing;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

/// <summary>Every .eml of the malformed set against the .json beside it: what is read, and the defects.</summary>
public sealed class MalformedCorpusTests
{
    public static TheoryData<string> Messages => [.. Directory.EnumerateFiles(Corpus.Path("malformed"), "*.eml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_broken_message_is_read_as_its_corpus_page_says(string name)
    {
        var message = MimeMessage.Parse(File.ReadAllBytes(Corpus.Path("malformed", name + ".eml")));
        using var expected = JsonDocument.Parse(File.ReadAllText(Corpus.Path("malformed", name + ".json")));
        JsonSerializer.Serialize(Describe(message), Options).ShouldBe(JsonSerializer.Serialize(expected.RootElement, Options));
    }

    private static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static object Describe(MimeMessage message)
    {
        var parts = message.AllParts().Select(p => (object)new
        {
            section = p.Section,
            type = p.ContentType.MediaType,
            name = p.FileName,
            body = p.IsMultipart ? null : p.IsText ? p.DecodeText() : Convert.ToHexString(p.Decode()),
            message = p.EmbeddedMessage is { } inside ? Describe(inside) : null,
        }).ToList();
        return new
        {
            subject = message.Subject,
            from = message.From.Select(a => a.ToString()),
            to = message.To.Select(a => a.ToString()),
            date = message.Date?.ToString("o", System.Globalization.CultureInfo.InvariantCulture),
            references = message.References,
            text = message.TextBody?.Section,
            html = message.HtmlBody?.Section,
            attachments = message.Attachments.Select(a => a.Section),
            parts,
            defects = message.Defects.Select(d => $"{d.Kind}@{d.Offset}"),
        };
    }
}
