using System.Text;
using Mailstead.Mime.Parsing;
using Mailstead.Safety;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Safety;

public sealed class MessageWarningsTests
{
    [Theory]
    [InlineData("From: Anna <anna@example.org>", "")]
    [InlineData("From: \"anna@example.org\" <anna@example.org>", "")]
    [InlineData("From: \"Example.org News\" <news@mail.example.org>", "")]
    [InlineData("From: \"Report.pdf\" <anna@example.org>", "")]
    [InlineData("From: \"boss@corp.example\" <eve@evil.example>", "display_name_spoof")]
    [InlineData("From: \"Boss (boss@corp.example)\" <eve@evil.example>", "display_name_spoof")]
    [InlineData("From: \"paypal.com\" <eve@evil.example>", "display_name_spoof")]
    [InlineData("From: =?utf-8?q?boss=40corp=2Eexample?= <eve@evil.example>", "display_name_spoof")]
    [InlineData("From: a@example.org\r\nReply-To: b@example.org", "")]
    [InlineData("From: a@example.org\r\nReply-To: b@lists.example.org", "")]
    [InlineData("From: a@example.org\r\nReply-To: b@evil.example", "reply_to_differs")]
    [InlineData("From: a@example.org\r\nSender: b@mailer.example", "sender_differs")]
    [InlineData("From: a@example.org, b@example.org", "several_from")]
    [InlineData("From: a@example.org\r\nFrom: b@example.org", "several_from")]
    [InlineData("Subject: no sender", "no_from")]
    [InlineData("From: a@ex\u0430mple.org", "mixed_script_domain")]
    [InlineData("From: =?utf-8?q?An=E2=80=8Bna?= <a@example.org>", "invisible_characters")]
    [InlineData("From: a@example.org\r\nSubject: Hi\u202E there", "invisible_characters")]
    public void A_doubtful_sender_is_named(string headers, string code)
    {
        var found = MessageWarnings.Of(MimeMessage.Parse(Encoding.UTF8.GetBytes(headers + "\r\n\r\nbody\r\n")));
        if (code.Length == 0) found.ShouldBeEmpty();
        else found.ShouldContain(code);
    }
}
