using System.Globalization;
using System.Text;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>Header lines: folded, encoded, CRLF after each.</summary>
internal sealed class SampleHeaders(Encoding charset, string label)
{
    private const int MaxLine = 76;
    private readonly StringBuilder _text = new();

    public static string Date(DateTimeOffset date) =>
        date.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    /// <summary>A value that is ASCII and complete; folded at its spaces.</summary>
    public void Add(string name, string value)
    {
        var line = name + ":";
        foreach (var word in value.Split(' '))
        {
            if (line.Length + 1 + word.Length > MaxLine && line.Length > name.Length + 1)
            {
                _text.Append(line).Append("\r\n");
                line = "";
            }

            line += " " + word;
        }

        _text.Append(line).Append("\r\n");
    }

    public void AddText(string name, string value) => Add(name, Ascii.IsValid(value) ? value : EncodedWord.Encode(value, charset, label));

    public void AddAddresses(string name, IEnumerable<SampleAddress> addresses)
    {
        var list = string.Join(", ", addresses.Select(Write));
        if (list.Length > 0)
            Add(name, list);
    }

    public override string ToString() => _text.ToString();

    private string Write(SampleAddress address)
    {
        if (address.Name.Length == 0)
            return address.Address;
        var name = !Ascii.IsValid(address.Name) ? EncodedWord.Encode(address.Name, charset, label)
            : address.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '\'') ? address.Name
            : $"\"{address.Name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return $"{name} <{address.Address}>";
    }
}
