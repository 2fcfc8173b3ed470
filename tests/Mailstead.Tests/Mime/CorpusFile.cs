using System.Text.Json;
using Mailstead.Testing;

namespace Mailstead.Tests.Mime;

/// <summary>One JSON file of the corpus: an array of cases.</summary>
internal static class CorpusFile
{
    public static IEnumerable<JsonElement> Cases(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Corpus.Path("rfc", name)));
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
