using System.Globalization;
using System.Text;

namespace Mailstead.Sandbox.Imap;

/// <summary>A sequence-set as the client wrote it; "*" is <see cref="Star"/> until the highest number is known.</summary>
internal sealed class SequenceSet(IReadOnlyList<(uint First, uint Last)> ranges)
{
    public const uint Star = uint.MaxValue;

    /// <param name="highest">What "*" stands for: the highest number in use.</param>
    public bool Contains(uint number, uint highest)
    {
        foreach (var (first, last) in ranges)
        {
            var a = first == Star ? highest : first;
            var b = last == Star ? highest : last;
            if (number >= Math.Min(a, b) && number <= Math.Max(a, b))
                return true;
        }

        return false;
    }

    /// <summary>Numbers in the order given, runs of ascending neighbours as ranges: 4:6,9.</summary>
    public static string Write(IReadOnlyList<uint> numbers)
    {
        var text = new StringBuilder();
        for (var i = 0; i < numbers.Count; i++)
        {
            var start = i;
            while (i + 1 < numbers.Count && numbers[i + 1] == numbers[i] + 1)
                i++;
            text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{numbers[start]}");
            if (i > start)
                text.Append(CultureInfo.InvariantCulture, $":{numbers[i]}");
        }

        return text.ToString();
    }
}
