using System.Collections;

namespace Mailstead.Mime.Addresses;

/// <summary>Addresses of one or more header fields, groups flattened (their names in <see cref="Groups"/>).</summary>
public sealed class AddressList : IReadOnlyList<MailAddress>
{
    internal AddressList() { }
    public int Count => throw new NotImplementedException();
    public MailAddress this[int index] => throw new NotImplementedException();
    public IReadOnlyList<string> Groups => throw new NotImplementedException();

    /// <summary>Reads a header value: never throws, skips what it cannot read.</summary>
    public static AddressList Parse(string headerValue) => throw new NotImplementedException();
    public IEnumerator<MailAddress> GetEnumerator() => throw new NotImplementedException();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
