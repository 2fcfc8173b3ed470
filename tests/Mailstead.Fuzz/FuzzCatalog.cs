using Mailstead.Fuzz.Targets;

namespace Mailstead.Fuzz;

/// <summary>All targets.</summary>
internal static class FuzzCatalog
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new ImapResponseTarget(), new EnvelopeTarget(), new BodyStructureTarget(), new SmtpReplyTarget(), new MimeTarget(), new AddressTarget(), new EncodedWordTarget(),
        new DateTarget(), new HtmlTarget(), new QueryTarget(), new ConfigTarget(), new ToolArgumentsTarget(), new ImapCommandTarget(), new SmtpCommandTarget(), new ComposeTarget(),
    ];

    public static FuzzTarget Find(string name) =>
        All.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal)) ?? throw new ArgumentException($"There is no target {name}. Targets: {string.Join(", ", All.Select(t => t.Name))}", nameof(name));
}
