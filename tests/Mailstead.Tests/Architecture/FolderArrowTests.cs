using Shouldly;
using Xunit;

namespace Mailstead.Tests.Architecture;

/// <summary>Which folder may use which, inside a project: read from what was compiled.</summary>
public sealed class FolderArrowTests
{
    /// <summary>The rooms of the domain. The project's root (ids) and Errors are for all; a room may always use itself.</summary>
    private static readonly Dictionary<string, string[]> Domain = new(StringComparer.Ordinal)
    {
        ["Operations"] =
        [
            "Sessions", "Policies", "Safety", "Auditing", "Accounts", "Connections", "Resilience", "Indexing", "Outbox", "Sync",
            "Events", "Querying",
        ],
        ["Sync"] = ["Connections", "Indexing", "Events", "Resilience"],
        ["Outbox"] = ["Connections", "Policies", "Events", "Resilience"],
        ["Sessions"] = ["Events"],
        ["Connections"] = ["Accounts", "Resilience"],
        ["Indexing"] = [],
        ["Events"] = [],
        ["Policies"] = [],
        ["Safety"] = [],
        ["Auditing"] = [],
        ["Accounts"] = [],
        ["Resilience"] = [],
        ["Querying"] = [],
        ["Errors"] = [],
    };

    /// <summary>What a folder of the protocol core must not see: octets know no meaning, and the two protocols not each other.</summary>
    private static readonly (string From, string[] Never)[] Protocol =
    [
        ("Mailstead.Protocol.Errors", ["Mailstead.Protocol.Imap", "Mailstead.Protocol.Smtp", "Mailstead.Protocol.Sasl", "Mailstead.Protocol.Transport"]),
        ("Mailstead.Protocol.Transport", ["Mailstead.Protocol.Imap", "Mailstead.Protocol.Smtp", "Mailstead.Protocol.Sasl"]),
        ("Mailstead.Protocol.Sasl", ["Mailstead.Protocol.Imap", "Mailstead.Protocol.Smtp"]),
        ("Mailstead.Protocol.Smtp", ["Mailstead.Protocol.Imap"]),
        ("Mailstead.Protocol.Smtp.Wire", ["Mailstead.Protocol.Smtp.Commands"]),
        ("Mailstead.Protocol.Imap", ["Mailstead.Protocol.Smtp"]),
        ("Mailstead.Protocol.Imap.Wire", ["Mailstead.Protocol.Imap.Responses", "Mailstead.Protocol.Imap.Commands"]),
    ];

    public static TheoryData<string> Rooms => [.. Domain.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_of_the_domain_uses_only_the_rooms_its_line_allows(string room)
    {
        using var assembly = new CompiledAssembly("Mailstead");
        assembly.Uses()
            .Where(u => RoomOf(u.FromNamespace) == room && RoomOf(u.ToNamespace) is { } to
                && to != room && to is not ("" or "Errors") && !Domain[room].Contains(to, StringComparer.Ordinal))
            .Select(u => $"{u.FromNamespace}.{u.FromType} -> {u.ToNamespace}.{u.ToType}")
            .ShouldBeEmpty($"{room} may use: {string.Join(", ", Domain[room])}");
    }

    [Fact]
    public void The_ids_at_the_root_of_the_domain_use_no_room()
    {
        using var assembly = new CompiledAssembly("Mailstead");
        assembly.Uses()
            .Where(u => u.FromNamespace == "Mailstead" && RoomOf(u.ToNamespace) is { Length: > 0 } to && to != "Errors")
            .Select(u => $"{u.FromType} -> {u.ToNamespace}.{u.ToType}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_room_of_the_domain_has_its_line_in_the_table()
    {
        using var assembly = new CompiledAssembly("Mailstead");
        assembly.Uses().Select(u => RoomOf(u.FromNamespace)).OfType<string>().Where(r => r.Length > 0).Distinct(StringComparer.Ordinal)
            .Except(Domain.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void The_table_of_rooms_has_no_cycle()
    {
        var settled = new HashSet<string>(StringComparer.Ordinal);
        while (Domain.Keys.FirstOrDefault(r => !settled.Contains(r) && Domain[r].All(settled.Contains)) is { } next) settled.Add(next);
        Domain.Keys.Except(settled).ShouldBeEmpty();
    }

    [Fact]
    public void The_folders_of_the_protocol_core_see_only_what_is_below_them()
    {
        using var assembly = new CompiledAssembly("Mailstead.Protocol");
        var uses = assembly.Uses();
        Protocol.SelectMany(rule => uses
                .Where(u => Within(u.FromNamespace, rule.From) && rule.Never.Any(n => Within(u.ToNamespace, n)))
                .Select(u => $"{u.FromNamespace}.{u.FromType} -> {u.ToNamespace}.{u.ToType}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_reader_of_arrows_sees_through_method_bodies_lambdas_and_generic_arguments()
    {
        using var assembly = new CompiledAssembly("Mailstead.Tests");
        var seen = assembly.Uses().Where(u => u.FromType == nameof(FolderArrowTests)).Select(u => u.ToType).ToHashSet(StringComparer.Ordinal);
        seen.ShouldContain(nameof(CompiledAssembly)); // a local
        seen.ShouldContain(nameof(TypeUse)); // the parameter of a lambda, a generic argument
        seen.ShouldContain(nameof(ShouldBeEnumerableTestExtensions)); // a static call
    }

    private static bool Within(string space, string folder) =>
        space == folder || space.StartsWith(folder + ".", StringComparison.Ordinal);

    /// <returns>Null outside the domain, "" at its root.</returns>
    private static string? RoomOf(string space)
    {
        if (space == "Mailstead") return "";
        if (!space.StartsWith("Mailstead.", StringComparison.Ordinal)) return null;
        var room = space.Split('.')[1];
        return room is "Mime" or "Protocol" or "Mcp" or "Sandbox" or "Server" ? null : room;
    }
}
