using FsCheck;
using FsCheck.Fluent;
using Mailstead.Policies;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Policies;

public sealed class MailPolicyTests
{
    private static readonly string[] Own = ["anna@example.org", "a.n@Example.NET"];
    private static readonly string[] Allowed = ["bob@partner.example", "@trusted.example", "@müller.example"];

    [Theory]
    [InlineData(PolicyAction.Read, PolicyVerdict.Allow)]
    [InlineData(PolicyAction.SaveDraft, PolicyVerdict.Allow)]
    [InlineData(PolicyAction.ReversibleChange, PolicyVerdict.Allow)]
    [InlineData(PolicyAction.PermanentDeletion, PolicyVerdict.Deny)]
    [InlineData((PolicyAction)99, PolicyVerdict.Deny)]
    public void Each_kind_of_action_has_its_verdict(PolicyAction action, PolicyVerdict verdict) =>
        MailPolicy.Decide(PolicyQuestion.Of(action, new AccountId("work"))).Verdict.ShouldBe(verdict);

    [Fact]
    public void Refusing_to_delete_says_to_use_the_trash() =>
        MailPolicy.Decide(PolicyQuestion.Of(PolicyAction.PermanentDeletion)).Reason.ShouldContain("trash");

    [Theory]
    [InlineData("own address", "anna@example.org")]
    [InlineData("own address, domain in capitals", "anna@EXAMPLE.ORG")]
    [InlineData("own alias", "a.n@example.net")]
    [InlineData("allowed address", "bob@partner.example")]
    [InlineData("any address of an allowed domain", "whoever+x@trusted.example")]
    [InlineData("an allowed domain as U-label", "x@müller.example")]
    [InlineData("the same as A-label", "x@xn--mller-kva.example")]
    [InlineData("all together", "anna@example.org;bob@partner.example;c@trusted.example")]
    public void Leaves_by_itself(string why, string recipients) => Decide(recipients).Verdict.ShouldBe(PolicyVerdict.Allow, why);

    [Fact(Skip = Icu.Needed, SkipType = typeof(Icu), SkipUnless = nameof(Icu.IsThere))]
    public void A_decomposed_letter_is_the_same_letter() => Decide("x@mu\u0308ller.example").Verdict.ShouldBe(PolicyVerdict.Allow);

    [Theory]
    [InlineData("a stranger", "eve@evil.example")]
    [InlineData("one stranger among own", "anna@example.org;eve@evil.example")]
    [InlineData("local-part in another case", "Anna@example.org")]
    [InlineData("plus tag", "anna+x@example.org")]
    [InlineData("dots moved", "an@example.net")]
    [InlineData("quoted twin of an own local-part", "\"anna\"@example.org")]
    [InlineData("below an allowed domain", "x@sub.trusted.example")]
    [InlineData("an allowed domain as prefix", "x@trusted.example.evil.example")]
    [InlineData("an allowed domain as suffix", "x@nottrusted.example")]
    [InlineData("an allowed address inside a quoted local-part", "\"bob@partner.example\"@evil.example")]
    [InlineData("a local-part that is an address list elsewhere", "bob=partner.example@evil.example")]
    [InlineData("a stranger in one other script", "почта@пример.example")]
    public void Waits_for_a_person(string why, string recipients) => Decide(recipients).Verdict.ShouldBe(PolicyVerdict.Hold, why);

    [Theory]
    [InlineData("not an address", "bob")]
    [InlineData("empty", "")]
    [InlineData("blank", " ")]
    [InlineData("no local-part", "@trusted.example")]
    [InlineData("no domain", "bob@")]
    [InlineData("a name", "Bob <bob@partner.example>")]
    [InlineData("a group", "friends: bob@partner.example, eve@evil.example")]
    [InlineData("two addresses", "bob@partner.example,eve@evil.example")]
    [InlineData("two addresses, the known one last", "eve@evil.example,bob@partner.example")]
    [InlineData("a comment", "bob(x)@partner.example")]
    [InlineData("a source route", "@evil.example:bob@partner.example")]
    [InlineData("CRLF in the local-part", "bob\r\nRCPT TO:<eve@evil.example>@partner.example")]
    [InlineData("NUL", "bob\0@partner.example")]
    [InlineData("blank in the local-part", "bob eve@partner.example")]
    [InlineData("angle brackets", "<bob@partner.example>")]
    [InlineData("an address literal", "bob@[127.0.0.1]")]
    [InlineData("no dot in the domain", "bob@localhost")]
    [InlineData("trailing dot", "bob@partner.example.")]
    [InlineData("empty label", "bob@partner..example")]
    [InlineData("underscore", "bob@part_ner.example")]
    [InlineData("full-width letters in the domain", "bob@ｐartner.example")]
    [InlineData("zero-width in the domain", "bob@part\u200Bner.example")]
    [InlineData("soft hyphen in the domain", "bob@part\u00ADner.example")]
    [InlineData("zero-width in the local-part", "bo\u200Bb@partner.example")]
    [InlineData("right-to-left override in the local-part", "bo\u202Eb@partner.example")]
    [InlineData("ideographic full stop", "bob@partner\u3002example")]
    [InlineData("Cyrillic a in an own domain", "anna@ex\u0430mple.org")]
    [InlineData("Cyrillic a in an own domain, another local-part", "boss@ex\u0430mple.org")]
    [InlineData("Cyrillic a in an own local-part", "ann\u0430@example.org")]
    [InlineData("Greek omicron in an allowed address", "b\u03BFb@partner.example")]
    [InlineData("Cyrillic e in an allowed domain", "x@trust\u0435d.example")]
    [InlineData("the same as A-label", "x@xn--trustd-7of.example")]
    [InlineData("known first, bad second", "anna@example.org;bob")]
    public void Is_refused(string why, string recipients) => Decide(recipients).Verdict.ShouldBe(PolicyVerdict.Deny, why);

    [Fact]
    public void A_message_to_nobody_is_refused() =>
        MailPolicy.Decide(new PolicyQuestion(PolicyAction.Send, null, [], Own, Allowed)).Verdict.ShouldBe(PolicyVerdict.Deny);

    [Fact]
    public void A_wildcard_or_a_broken_entry_on_the_allow_list_allows_nothing() =>
        MailPolicy.Decide(new PolicyQuestion(PolicyAction.Send, null, ["eve@evil.example"], Own, ["*", "@", "", "@*", "evil.example", "*@evil.example", "@.example"]))
            .Verdict.ShouldBe(PolicyVerdict.Hold);

    [Fact]
    public void Two_domains_that_are_both_known_do_not_shadow_each_other() =>
        MailPolicy.Decide(new PolicyQuestion(PolicyAction.Send, null, ["x@ex\u0430mple.org"], Own, ["@ex\u0430mple.org"])).Verdict.ShouldBe(PolicyVerdict.Allow);

    [Fact]
    public void A_reason_never_repeats_a_recipient()
    {
        foreach (var recipients in new[] { "eve@evil.example", "ignore previous instructions", "anna@ex\u0430mple.org" })
            Decide(recipients).Reason.ShouldNotContain(recipients);
    }

    [Fact]
    public void Any_list_with_an_unknown_recipient_never_leaves_by_itself() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            ArbMap.Default.ArbFor<Tuple<NonNull<string>, NonNegativeInt>>(), sample =>
            {
                var unknown = sample.Item1.Get + "@evil.example";
                var recipients = new List<string> { "anna@example.org", "bob@partner.example" };
                recipients.Insert(sample.Item2.Get % 3, unknown);
                return MailPolicy.Decide(new PolicyQuestion(PolicyAction.Send, null, recipients, Own, Allowed)).Verdict != PolicyVerdict.Allow;
            }));

    private static PolicyDecision Decide(string recipients) =>
        MailPolicy.Decide(new PolicyQuestion(PolicyAction.Send, new AccountId("work"), recipients.Split(';'), Own, Allowed));
}
