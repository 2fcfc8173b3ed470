using FsCheck;
using FsCheck.Fluent;
using Mailstead.Protocol.Imap;
using Shouldly;
using Xunit;

namespace Mailstead.Tests;

public sealed class MessageKeyTests
{
    private static readonly MessageRef Sample = new(new AccountId("work"), new MailboxName("Projects/Ünïcode"), new UidValidity(1_700_000_000), new Uid(4711));
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public void Any_reference_comes_back_from_its_text_with_validity_and_uid_exact() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            ArbMap.Default.ArbFor<Tuple<NonNull<string>, NonNull<string>, uint, uint>>(), sample =>
            {
                var reference = new MessageRef(new AccountId(sample.Item1.Get), new MailboxName(sample.Item2.Get), new UidValidity(sample.Item3), new Uid(Math.Max(1, sample.Item4)));
                var key = MessageKey.Of(reference);
                var text = key.ToString();
                return text.Length == 28 && text.All(Alphabet.Contains)
                    && MessageKey.TryParse(text, out var back) && back == key
                    && back.IsOf(reference.Account) && back.IsIn(reference.Mailbox)
                    && back.Validity == reference.Validity && back.Uid == reference.Uid;
            }));

    [Fact]
    public void Every_single_character_change_is_refused()
    {
        var text = MessageKey.Of(Sample).ToString();
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in Alphabet.Where(c => c != text[i]))
            {
                var changed = text[..i] + other + text[(i + 1)..];
                MessageKey.TryParse(changed, out _).ShouldBeFalse(changed);
            }
        }
    }

    [Fact]
    public void Two_neighbouring_characters_swapped_are_refused()
    {
        var text = MessageKey.Of(Sample).ToString();
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == text[i + 1]) continue;
            MessageKey.TryParse(text[..i] + text[i + 1] + text[i] + text[(i + 2)..], out _).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("../../../../../../etc/passwd")]
    public void What_is_not_an_id_of_ours_is_refused(string? text) => MessageKey.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Blanks_around_or_inside_are_refused()
    {
        var text = MessageKey.Of(Sample).ToString();
        MessageKey.TryParse(" " + text, out _).ShouldBeFalse();
        MessageKey.TryParse(text + "\n", out _).ShouldBeFalse();
        MessageKey.TryParse(text[..27] + " ", out _).ShouldBeFalse();
    }

    [Fact]
    public void Uid_zero_names_no_message() =>
        MessageKey.TryParse(MessageKey.Of(Sample with { Uid = new Uid(0) }).ToString(), out _).ShouldBeFalse();

    [Fact]
    public void Inbox_is_one_mailbox_in_any_case_and_other_names_are_not()
    {
        var key = MessageKey.Of(Sample with { Mailbox = new MailboxName("inbox") });
        key.IsIn(new MailboxName("InBoX")).ShouldBeTrue();
        key.ShouldBe(MessageKey.Of(Sample with { Mailbox = MailboxName.Inbox }));
        MessageKey.Of(Sample with { Mailbox = new MailboxName("archive") }).IsIn(new MailboxName("Archive")).ShouldBeFalse();
    }

    [Fact]
    public void The_text_of_an_id_never_changes_between_versions() =>
        MessageKey.Of(Sample).ToString().ShouldBe("SpJZidexPOAIZVPxAAAAEmf3xSE2");

    [Fact]
    public void Another_account_or_mailbox_is_told_apart()
    {
        var key = MessageKey.Of(Sample);
        key.IsOf(new AccountId("home")).ShouldBeFalse();
        key.IsIn(MailboxName.Inbox).ShouldBeFalse();
    }
}
