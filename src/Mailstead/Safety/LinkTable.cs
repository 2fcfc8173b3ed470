namespace Mailstead.Safety;

/// <summary>Collects the links of one body. The same text and target get one number.</summary>
internal sealed class LinkTable
{
    /// <summary>Newsletters have up to a hundred. Links past it are marked [link] and counted out.</summary>
    private const int MaxLinks = 300;
    private const int MaxText = 200;
    private readonly List<MailLink> _links = [];
    private readonly Dictionary<(string, string), MailLink> _known = [];

    public IReadOnlyList<MailLink> Links => _links;

    /// <returns>[n] for the text; empty when the target is no link.</returns>
    public string Mark(string shown, string? href) => LinkTarget.Read(href) is { } target ? Mark(shown, target) : "";

    public string Mark(string shown, LinkTarget target)
    {
        var text = UntrustedText.Line(shown, MaxText);
        if (!_known.TryGetValue((text, target.Url), out var link))
        {
            if (_links.Count >= MaxLinks) return "[link]";
            var mismatch = target.HidesHost || (target.Host.Length > 0 && ShownHost.Differs(shown, target.Host));
            link = new MailLink(_links.Count + 1, text, target.Url, target.Host, mismatch, target.MixedScript);
            _links.Add(link);
            _known.Add((text, target.Url), link);
        }
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{link.N}]");
    }
}
