using System.Text;

namespace Mailstead.Mime.Encodings;

/// <summary>Charset labels as mail uses them, aliases and misspellings included.</summary>
public static class Charsets
{
    public static Encoding? Find(string label) => throw new NotImplementedException();
}
