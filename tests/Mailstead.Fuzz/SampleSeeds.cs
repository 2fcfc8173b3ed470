using Mailstead.Sandbox.SampleMail;
using Mailstead.Testing;

namespace Mailstead.Fuzz;

/// <summary>Seeds from the corpus, and the sample mail of the sandbox as of a fixed day.</summary>
internal static class SampleSeeds
{
    private static readonly DateTimeOffset Day = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Larger ones only make the loop slow.</summary>
    private const int MaxLength = 32 * 1024;

    public static IReadOnlyList<byte[]> Files(string extension) =>
        [.. Directory.EnumerateFiles(Corpus.Path(), "*." + extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(b => b.Length is > 0 and <= MaxLength)];

    public static IReadOnlyList<byte[]> Mail()
    {
        var script = SampleScript.Load();
        var composer = new SampleComposer(script, Day);
        return [.. Files("eml"), .. script.Entries.OrderBy(e => e.Id, StringComparer.Ordinal).Select(composer.Compose).Where(b => b.Length <= MaxLength)];
    }
}
