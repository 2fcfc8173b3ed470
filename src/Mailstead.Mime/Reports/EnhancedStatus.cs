using System.Globalization;

namespace Mailstead.Mime.Reports;

/// <summary>A status code of RFC 3463: "5.1.1" is a permanent failure, the mailbox does not exist.</summary>
/// <param name="Class">2 success, 4 transient, 5 permanent.</param>
public readonly record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    public bool IsPermanent => Class == 5;

    /// <summary>Reads a code at the start of the text, followed by nothing or a blank.</summary>
    public static bool TryParse(string text, out EnhancedStatus status)
    {
        status = default;
        Span<int> numbers = stackalloc int[3];
        var count = 0;
        var code = text.AsSpan().TrimStart(' ');
        if (code.IndexOfAny(' ', '(') is >= 0 and var end) code = code[..end];
        foreach (var range in code.Split('.'))
        {
            var digits = code[range];
            if (count == 3 || digits.Length > 3 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count++])) return false;
        }
        if (count != 3 || numbers[0] is not (2 or 4 or 5)) return false;
        status = new(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");
}
