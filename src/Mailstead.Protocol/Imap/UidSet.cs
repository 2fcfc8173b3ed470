using System.Collections;

namespace Mailstead.Protocol.Imap;

/// <summary>A set of UIDs kept as ranges in ascending order; <c>*</c> is expressed by <see cref="From"/>.</summary>
public sealed class UidSet : IReadOnlyCollection<Uid>
{
    private UidSet() { }
    public static UidSet Of(IEnumerable<Uid> uids) => throw new NotImplementedException();
    public static UidSet Range(Uid first, Uid last) => throw new NotImplementedException();

    /// <summary>first:* . Its count is unknown: <see cref="IsOpenEnded"/>.</summary>
    public static UidSet From(Uid first) => throw new NotImplementedException();
    public bool IsOpenEnded => throw new NotImplementedException();
    public int Count => throw new NotImplementedException();
    public IEnumerator<Uid> GetEnumerator() => throw new NotImplementedException();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As on the wire: 1:3,7,9:*</summary>
    public override string ToString() => throw new NotImplementedException();
}
