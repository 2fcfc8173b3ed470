namespace Mailstead.Mcp.Rendering;

/// <summary>What a caller sent, repeated in an error: enough to recognise it.</summary>
internal static class Shortened
{
    private const int MaxLength = 60;

    public static string Text(string text) => text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "...");
}
