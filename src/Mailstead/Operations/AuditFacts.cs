namespace Mailstead.Operations;

/// <summary>Facts of an audit line as they are gathered: ids, folders, counts. Never content, never an address.</summary>
internal sealed class AuditFacts : Dictionary<string, string>
{
    /// <summary>Ids of one fact: the trail cuts longer ones.</summary>
    private const int IdsPerFact = 60;

    public AuditFacts() : base(StringComparer.Ordinal) { }

    public static AuditFacts Of(string name, string value) => new() { [name] = value };

    public static AuditFacts Of(string name, int value) => Of(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>ids, ids2, ids3 ...: all of them, however many.</summary>
    public static AuditFacts OfIds(IEnumerable<string> ids)
    {
        var facts = new AuditFacts();
        foreach (var chunk in ids.Chunk(IdsPerFact))
        {
            facts[facts.Count == 0 ? "ids" : $"ids{facts.Count + 1}"] = string.Join(' ', chunk);
        }

        return facts;
    }
}
