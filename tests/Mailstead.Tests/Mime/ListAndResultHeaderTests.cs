using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mailstead.Mime.Headers;
using Mailstead.Mime.Parsing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class ListAndResultHeaderTests
{
    private const string Server = "mx.example.org";

    public static TheoryData<string, string> ResultCases() => Data("rfc8601-authentication-results.json");
    public static TheoryData<string, string> ListCases() => Data("rfc2369-list-headers.json");

    [Theory]
    [MemberData(nameof(ResultCases))]
    public void Results_are_trusted_of_the_configured_server_in_the_topmost_field_only(string section, string json)
    {
        var c = JsonDocument.Parse(json).RootElement;
        var results = AuthenticationResults.Of(Headers(c), Server)?.Results.Select(r =>
            string.Join(' ', [$"{r.Method}={r.Verdict}", .. r.Reason is null ? Array.Empty<string>() : [$"({r.Reason})"], .. r.Properties.Select(p => $"{p.Key}:{p.Value}")]));
        results.ShouldBe(Strings(c, "out"), section);
    }

    [Fact]
    public void A_server_that_is_not_named_has_to_be() => Should.Throw<ArgumentException>(() => AuthenticationResults.Of(Parse("Subject: x"), " "));

    [Fact]
    public void A_flood_of_results_and_of_properties_is_cut()
    {
        AuthenticationResults.Of(Parse($"Authentication-Results: {Server}{string.Concat(Enumerable.Repeat("; spf=pass", 5_000))}"), Server)!.Results.Count.ShouldBe(100);
        AuthenticationResults.Of(Parse($"Authentication-Results: {Server}; spf=pass {string.Join(' ', Enumerable.Range(0, 101).Select(i => $"a.b{i}=x"))}"), Server)!.Results.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_in_front_of_the_name_makes_a_field_trusted()
    {
        var prefix = Gen.Elements(Server, "a", " ", "\t", "(", ")", "\"", "\\", ";", "=", ".", "\r\n ", "1", "\u0000", "\u00ad", "x").NonEmptyListOf().Select(string.Concat)
            .Where(p => p.Trim() is var text && text.Length > 0 && !text.StartsWith(Server, StringComparison.OrdinalIgnoreCase));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(prefix.ToArbitrary(), p =>
            AuthenticationResults.Of(Parse($"Authentication-Results: {p}{Server}; dmarc=pass"), Server).ShouldBeNull()));
    }

    [Theory]
    [MemberData(nameof(ListCases))]
    public void What_a_list_says_of_itself_is_read(string section, string json)
    {
        var c = JsonDocument.Parse(json).RootElement;
        var expected = c.GetProperty("out");
        var list = MailingList.Of(Headers(c));
        list.ShouldNotBeNull(section);
        list.Id.ShouldBe(One("id"));
        list.Name.ShouldBe(One("name") ?? "");
        list.OneClickUnsubscribe?.AbsoluteUri.ShouldBe(One("oneClick"));
        (list.OneClickUnsubscribe is null).ShouldBe(One("oneClick") is null);
        list.PostingClosed.ShouldBe(expected.TryGetProperty("closed", out _));
        foreach (var (name, uris) in (IEnumerable<(string, IReadOnlyList<Uri>)>)
            [("unsubscribe", list.Unsubscribe), ("subscribe", list.Subscribe), ("post", list.Post), ("help", list.Help), ("owner", list.Owner), ("archive", list.Archive)])
            uris.Select(u => u.OriginalString).ShouldBe(Strings(expected, name) ?? [], $"{section}: {name}");

        string? One(string name) => expected.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    [Fact]
    public void Mail_that_is_of_no_list_says_nothing_of_one() => MailingList.Of(Parse("Subject: x\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click")).ShouldBeNull();

    [Fact]
    public void A_flood_of_list_addresses_is_cut()
    {
        MailingList.Of(Parse($"List-Unsubscribe: {string.Join(',', Enumerable.Repeat("<https://a.example/>", 5_000))}"))!.Unsubscribe.Count.ShouldBe(20);
        MailingList.Of(Parse($"List-Unsubscribe: <https://a.example/{new string('x', 9_000)}>"))!.Unsubscribe.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("auto-replied", AutoSubmission.Replied, true)]
    [InlineData("Auto-Generated (rejected message)", AutoSubmission.Generated, true)]
    [InlineData("auto-notified; owner-email=\"me@example.org\"", AutoSubmission.Notified, true)]
    [InlineData("(hello) No", AutoSubmission.No, false)]
    [InlineData("by-magic", AutoSubmission.Other, true)]
    [InlineData("", AutoSubmission.No, false)]
    public void Auto_Submitted_tells_whether_a_program_sent_it(string value, AutoSubmission kind, bool automatic)
    {
        var field = AutoSubmitted.Of(Parse($"Auto-Submitted: {value}"));
        (field.Kind, field.IsAutomatic).ShouldBe((kind, automatic));
        if (kind == AutoSubmission.Notified) field.Parameters["owner-email"].ShouldBe("me@example.org");
    }

    [Fact]
    public void Mail_without_Auto_Submitted_is_of_a_person_as_far_as_it_tells() => AutoSubmitted.Of(Parse("Subject: x")).IsAutomatic.ShouldBeFalse();

    private static TheoryData<string, string> Data(string file)
    {
        var data = new TheoryData<string, string>();
        foreach (var c in CorpusFile.Cases(file)) data.Add(c.Text("section"), c.ToString());
        return data;
    }

    private static IEnumerable<string>? Strings(JsonElement element, string name)
        => element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(e => e.GetString()!) : null;

    private static HeaderList Headers(JsonElement c) => Parse(string.Join("\r\n", Strings(c, "in")!));

    private static HeaderList Parse(string header) => MimeMessage.Parse(Encoding.UTF8.GetBytes($"{header}\r\n\r\n")).Headers;
}
