using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Mailstead.Safety.Html;

/// <summary>Hands a text to the tree builder piece by piece, and ends it where the tree has outgrown its limits. What the tree will be cannot be told from the tags: stray end tags are dropped, and formatting is opened anew in every paragraph.</summary>
internal sealed class HtmlFeed : Stream
{
    private readonly byte[] _text;
    private readonly long _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    private IElement? _last;
    private int _elements;
    private int _given;
    private bool _full;

    private HtmlFeed(string html)
    {
        // With a byte order mark no charset that the text itself names is believed.
        _text = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(html)];
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <param name="cut">The tree is of the beginning only.</param>
    public static IHtmlDocument Parse(string html, out bool cut)
    {
        using var feed = new HtmlFeed(html);
        var options = new HtmlParserOptions { IsScripting = false, MaximumDepth = HtmlLimits.MaxDepth, OnCreated = (element, _) => feed.Look(element) };
        var document = new HtmlParser(options).ParseDocument(feed);
        cut = feed._given < feed._text.Length;
        return document;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_full) return 0;
        var piece = _text.AsSpan(_given, Math.Min(Math.Min(buffer.Length, HtmlLimits.Piece), _text.Length - _given));
        piece.CopyTo(buffer);
        _given += piece.Length;
        return piece.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>An element is new, and the one before it has found its place.</summary>
    private void Look(IElement element)
    {
        _full |= ++_elements > HtmlLimits.MaxTags
            || GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore > HtmlLimits.MaxTreeBytes
            || IsDeep(_last);
        _last = element;
    }

    private static bool IsDeep(IElement? element)
    {
        var depth = 0;
        for (; element is not null; element = element.ParentElement) depth++;
        return depth >= HtmlLimits.MaxDepth;
    }
}
