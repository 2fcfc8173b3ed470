using AngleSharp.Dom;

namespace Mailstead.Safety.Html;

/// <summary>An element of the walk that has been entered and not left.</summary>
internal sealed class OpenElement(IElement element, ComputedStyle style)
{
    public IElement Element { get; } = element;
    public ComputedStyle Style { get; } = style;
    public INodeList Children { get; } = element.ChildNodes;
    public int Next { get; set; }

    /// <summary>Of an a element: where its text starts.</summary>
    public int Start { get; init; }

    /// <summary>Items of an ol so far.</summary>
    public int Items { get; set; }
}
