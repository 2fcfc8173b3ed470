using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Composing;
using Mailstead.Mime.Parsing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Mime;

public sealed class ReplyPlanTests
{
    private static readonly string[] Own = ["Me@Example.org", "me2@example.org"];

    [Fact]
    public void A_reply_goes_to_the_author_alone()
    {
        var plan = ReplyPlan.Reply(Mail("From: Ann <ann@x.example>\nTo: me@example.org, bob@x.example\nCc: c@x.example\nSubject: Plan\nMessage-ID: <3@x>\nReferences: <1@x> <2@x>"), Own, all: false);
        Names(plan.To).ShouldBe("Ann <ann@x.example>");
        plan.Cc.ShouldBeEmpty();
        plan.Subject.ShouldBe("Re: Plan");
        plan.InReplyTo.ShouldBe("3@x");
        plan.References.ShouldBe(["1@x", "2@x", "3@x"]);
    }

    [Fact]
    public void A_reply_to_all_reaches_everyone_once_and_never_the_owner()
    {
        var plan = ReplyPlan.Reply(Mail("From: ann@x.example\nTo: ME@example.org, bob@x.example, ANN@X.example\nCc: Me2 <me2@EXAMPLE.org>, Bob <bob@x.example>, c@x.example, broken"), Own, all: true);
        Names(plan.To).ShouldBe("ann@x.example");
        Names(plan.Cc).ShouldBe("bob@x.example c@x.example");
        plan.InReplyTo.ShouldBeNull();
        plan.References.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "list@x.example", "")]
    [InlineData(true, "list@x.example", "bob@x.example")]
    public void Reply_To_is_obeyed(bool all, string to, string cc)
    {
        var plan = ReplyPlan.Reply(Mail("From: ann@x.example\nReply-To: list@x.example\nTo: list@x.example, bob@x.example"), Own, all);
        Names(plan.To).ShouldBe(to);
        Names(plan.Cc).ShouldBe(cc);
    }

    [Fact]
    public void A_reply_to_ones_own_mail_goes_to_its_recipients()
    {
        var mail = Mail("From: me@example.org\nTo: ann@x.example\nCc: bob@x.example, me2@example.org");
        Names(ReplyPlan.Reply(mail, Own, all: false).To).ShouldBe("ann@x.example");
        Names(ReplyPlan.Reply(mail, Own, all: true).Cc).ShouldBe("bob@x.example");
        Names(ReplyPlan.Reply(Mail("From: me@example.org\nTo: me2@example.org"), Own, all: true).To).ShouldBe("me@example.org");
    }

    [Fact]
    public void A_Reply_To_that_names_only_the_owner_does_not_hide_the_author()
        => Names(ReplyPlan.Reply(Mail("From: ann@x.example\nReply-To: me@example.org"), Own, all: true).To).ShouldBe("ann@x.example");

    [Theory]
    [InlineData("Plan", "Re: Plan", "Fwd: Plan")]
    [InlineData("RE: AW: Re[2]: Plan", "Re: Plan", "Fwd: RE: AW: Re[2]: Plan")]
    [InlineData("Fwd: FW: Plan", "Re: Fwd: FW: Plan", "Fwd: Plan")]
    [InlineData("回复：计划", "Re: 计划", "Fwd: 回复：计划")]
    [InlineData("Report: done", "Re: Report: done", "Fwd: Report: done")]
    [InlineData("", "Re:", "Fwd:")]
    public void A_subject_gets_one_prefix(string subject, string reply, string forward)
    {
        var mail = Mail($"Subject: {subject}");
        ReplyPlan.Reply(mail, Own, all: false).Subject.ShouldBe(reply);
        ReplyPlan.Forward(mail).Subject.ShouldBe(forward);
    }

    [Fact]
    public void A_thread_keeps_its_first_and_its_newest_ids_and_none_that_cannot_be_written()
    {
        var references = string.Join("\n ", Enumerable.Range(0, 100).Select(i => $"<{i}@x>")) + " <é@x>";
        var plan = ReplyPlan.Reply(Mail($"Message-ID: <last@x>\nReferences: {references}"), Own, all: false);
        plan.References.Count.ShouldBe(40);
        plan.References[0].ShouldBe("0@x");
        plan.References[^2].ShouldBe("99@x");
        plan.References[^1].ShouldBe("last@x");
        ReplyPlan.Reply(Mail("Message-ID: <2@x>\nIn-Reply-To: <1@x>"), Own, all: false).References.ShouldBe(["1@x", "2@x"]);
    }

    [Fact]
    public void A_forward_has_no_recipients_and_answers_nobody()
    {
        var plan = ReplyPlan.Forward(Mail("From: ann@x.example\nMessage-ID: <2@x>\nReferences: <1@x>"));
        plan.To.ShouldBeEmpty();
        plan.InReplyTo.ShouldBeNull();
        plan.References.ShouldBe(["1@x", "2@x"]);
    }

    [Fact]
    public void A_quote_names_author_and_date_and_marks_each_line()
        => ReplyPlan.Quote(Mail("From: Ann <ann@x.example>\nDate: Fri, 21 Nov 1997 09:55:06 -0600"), "one\r\n\r\n> two\r\n")
            .ShouldBe("On Fri, 21 Nov 1997 at 09:55 -0600, Ann wrote:\n> one\n>\n>> two\n");

    [Fact]
    public void A_hostile_original_gives_a_plan_that_can_be_composed()
    {
        var mail = Mail("From: \"=?utf-8?Q?a=0D=0ABcc:_x?=\" <ann@x.example>, <bad@>, <a b@x.example>\nSubject: =?utf-8?Q?a=0D=0ABcc:_x@y?=\nMessage-ID: <\u00e9@x>\nReferences: <ok@x> <>");
        var plan = ReplyPlan.Reply(mail, Own, all: true);
        var draft = new MessageDraft
        {
            From = new("", "me@example.org"), To = plan.To, Cc = plan.Cc, Subject = plan.Subject, InReplyTo = plan.InReplyTo, References = plan.References,
            TextBody = ReplyPlan.Quote(mail, "x"), Date = DateTimeOffset.UnixEpoch, MessageId = "1@example.org",
        };
        var answer = MimeMessage.Parse(MessageComposer.Compose(draft));
        answer.Bcc.ShouldBeEmpty();
        answer.Headers.Find("Bcc").ShouldBeNull();
        answer.Subject.ShouldBe("Re: aBcc: x@y");
    }

    private static string Names(IEnumerable<MailAddress> addresses) => string.Join(' ', addresses);

    private static MimeMessage Mail(string headers) => MimeMessage.Parse(Encoding.UTF8.GetBytes(headers.ReplaceLineEndings("\r\n") + "\r\n\r\nbody"));
}
