using System.Collections;

namespace Mailstead.Mime.Headers;

/// <summary>Header fields in the order of the message; names compare without case.</summary>
public sealed class HeaderList : IReadOnlyList<HeaderField>
{
    internal HeaderList() { }
    public int Count => throw new NotImplementedException();
    public HeaderField this[int index] => throw new NotImplementedException();

    /// <summary>Decoded value of the first field of that name, null when absent.</summary>
    public string? Get(string name) => throw new NotImplementedException();
    public IEnumerable<HeaderField> GetAll(string name) => throw new NotImplementedException();
    public IEnumerator<HeaderField> GetEnumerator() => throw new NotImplementedException();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
