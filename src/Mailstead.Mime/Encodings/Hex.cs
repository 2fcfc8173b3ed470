namespace Mailstead.Mime.Encodings;

internal static class Hex
{
    /// <summary>0 to 15, -1 for anything else; either case.</summary>
    public static int Value(int c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}
