using System.Security.Cryptography;
using Mailstead.Testing;

namespace Mailstead.Fuzz;

/// <summary>What was found, kept as tests/corpus/fuzz/TARGET/HASH.bin.</summary>
internal static class FoundInputs
{
    public static string Folder(string target) => Corpus.Path("fuzz", target);

    public static IEnumerable<string> Files(string target) =>
        Directory.Exists(Folder(target)) ? Directory.EnumerateFiles(Folder(target), "*.bin").Order(StringComparer.Ordinal) : [];

    public static string Keep(Finding finding)
    {
        Directory.CreateDirectory(Folder(finding.Target));
        var file = Path.Combine(Folder(finding.Target), Convert.ToHexStringLower(SHA256.HashData(finding.Input))[..16] + ".bin");
        File.WriteAllBytes(file, finding.Input);
        return file;
    }
}
