namespace Mailstead.Testing;

/// <summary>Where the checkout is that these tests were built from.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string Combine(params ReadOnlySpan<string> segments) =>
        System.IO.Path.Combine([Path, .. segments]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Mailstead.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No Mailstead.slnx above {AppContext.BaseDirectory}.");
    }
}
