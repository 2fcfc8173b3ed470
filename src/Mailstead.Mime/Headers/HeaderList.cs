using System.Collections;
using System.Text;
using Mailstead.Mime.Parsing;

namespace Mailstead.Mime.Headers;

/// <summary>Header fields in the order of the message; names compare without case.</summary>
public sealed class HeaderList : IReadOnlyList<HeaderField>
{
    /// <summary>At most one of each in a message (RFC 5322 section 3.6, RFC 2045).</summary>
    private static readonly string[] Single =
    [
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject", "Message-ID", "In-Reply-To", "References",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID",
    ];

    internal static readonly HeaderList Empty = new(new MimeSource(default, MimeLimits.Default), 0, 0);
    private readonly MimeSource _source;
    private readonly int _start;
    private readonly List<Entry> _entries = [];

    /// <param name="start">Of the header block, in the bytes of <paramref name="source"/>.</param>
    internal HeaderList(MimeSource source, int start, int end)
    {
        _source = source;
        _start = start;
        var block = source.Raw.Span[start..end];
        for (var pos = 0; pos < block.Length;)
        {
            var field = block[pos..];
            var length = HeaderScan.FieldLength(field);
            var name = HeaderScan.NameLength(field[..length]);
            if (name > 0) _entries.Add(new Entry(pos, name, length));
            else if (pos > 0 || !HeaderScan.IsMboxLine(field)) source.Defects.Add(MimeDefectKind.HeaderLineWithoutColon, start + pos);
            pos += length;
        }
        NoteDuplicates();
    }

    public int Count => _entries.Count;

    public HeaderField this[int index]
    {
        get
        {
            var entry = _entries[index];
            var raw = _source.Raw.Slice(_start + entry.Offset, entry.Length);
            return new HeaderField(Encoding.ASCII.GetString(raw.Span[..entry.NameLength]), raw);
        }
    }

    /// <summary>Decoded value of the first field of that name, null when absent.</summary>
    public string? Get(string name) => Find(name)?.Value;

    /// <summary>The first field of that name.</summary>
    public HeaderField? Find(string name)
    {
        var index = IndexOf(name, 0);
        return index < 0 ? null : this[index];
    }

    public IEnumerable<HeaderField> GetAll(string name)
    {
        for (var i = IndexOf(name, 0); i >= 0; i = IndexOf(name, i + 1)) yield return this[i];
    }

    public IEnumerator<HeaderField> GetEnumerator()
    {
        for (var i = 0; i < _entries.Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Offset of a field in the bytes of its message, for defects.</summary>
    internal int OffsetOf(string name)
    {
        var index = IndexOf(name, 0);
        return index < 0 ? _start : _start + _entries[index].Offset;
    }

    private int IndexOf(string name, int from)
    {
        var block = _source.Raw.Span[_start..];
        for (var i = from; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.NameLength == name.Length && Ascii.EqualsIgnoreCase(block.Slice(entry.Offset, entry.NameLength), name)) return i;
        }
        return -1;
    }

    private void NoteDuplicates()
    {
        foreach (var name in Single)
        {
            var first = IndexOf(name, 0);
            if (first < 0) continue;
            var second = IndexOf(name, first + 1);
            if (second >= 0) _source.Defects.Add(MimeDefectKind.DuplicateHeader, _start + _entries[second].Offset);
        }
    }

    private readonly record struct Entry(int Offset, int NameLength, int Length);
}
