using System.Collections;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Addresses;

/// <summary>Addresses of one or more header fields, groups flattened (their names in <see cref="Groups"/>).</summary>
public sealed class AddressList : IReadOnlyList<MailAddress>
{
    internal static readonly AddressList Empty = new([], []);
    private readonly List<MailAddress> _addresses;
    private readonly List<string> _groups;

    internal AddressList(List<MailAddress> addresses, List<string> groups) => (_addresses, _groups) = (addresses, groups);

    public int Count => _addresses.Count;
    public MailAddress this[int index] => _addresses[index];
    public IReadOnlyList<string> Groups => _groups;

    /// <summary>
    /// Reads a header value: never throws, skips what it cannot read. Give it the value with its encoded words
    /// (<see cref="Headers.HeaderField.UndecodedValue"/>): a decoded name may hold commas that are not separators.
    /// </summary>
    public static AddressList Parse(string headerValue) => Parse(headerValue, MimeLimits.Default.MaxAddresses, out _, out _);

    internal static AddressList Parse(string headerValue, int maxAddresses, out bool damaged, out bool cut)
    {
        var reader = new AddressReader(headerValue, maxAddresses);
        reader.Read();
        (damaged, cut) = (reader.Damaged, reader.LimitReached);
        return new AddressList(reader.Addresses, reader.Groups);
    }

    public IEnumerator<MailAddress> GetEnumerator() => _addresses.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
