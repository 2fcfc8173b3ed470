namespace Mailstead.Testing;

/// <summary>Where test data lies: tests/corpus in the source tree, found upwards from the test's binary.</summary>
public static class Corpus
{
    private static readonly Lazy<string> Root = new(Find);

    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root.Value, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = System.IO.Path.Combine(folder.FullName, "tests", "corpus");
            if (Directory.Exists(corpus)) return corpus;
        }

        throw new DirectoryNotFoundException("tests/corpus was not found above " + AppContext.BaseDirectory);
    }
}
