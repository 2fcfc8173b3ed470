using System.Text;
using Mailstead.Auditing;
using Mailstead.Errors;
using Mailstead.Mime.Parsing;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using Mailstead.Sandbox;
using Mailstead.Sandbox.Faults;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Operations;

public sealed class ComposeMessageTests : IAsyncLifetime
{
    private const string Own = "alex@sandbox.example";
    private const string Friend = "friend@example.org";
    private MailHouse _house = null!;

    public async ValueTask InitializeAsync() =>
        _house = await MailHouse.OnSandboxAsync(change: a => a with { AllowedRecipients = [Friend, "@example.net"], Aliases = ["hello@sandbox.example"] });

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Mail_to_allowed_people_goes_out_and_a_copy_is_in_Sent()
    {
        var result = await _house.ComposeAsync(new("Hello there.", To: [Friend], Cc: ["Bea <bea@example.net>"], Bcc: [Own], Subject: "Greetings"));
        result.Status.ShouldBe("sent");
        result.Recipients.ShouldBe([Friend, "bea@example.net", Own]);
        var sent = _house.Sandbox.Transactions.Single();
        sent.From.ShouldBe(Own);
        sent.Recipients.ShouldBe([Friend, "bea@example.net", Own]);
        var message = MimeMessage.Parse(sent.Message);
        message.MessageId.ShouldBe(result.MessageId);
        message.Subject.ShouldBe("Greetings");
        message.To.Single().Address.ShouldBe(Friend);
        message.Cc.Single().DisplayName.ShouldBe("Bea");
        message.Bcc.ShouldBeEmpty();
        Encoding.UTF8.GetString(sent.Message.Span).ShouldNotContain("Bcc", Case.Insensitive);
        var copy = MimeMessage.Parse(_house.Sandbox.Messages("Sent").Single());
        copy.MessageId.ShouldBe(result.MessageId);
        copy.Bcc.Single().Address.ShouldBe(Own);
        (await _house.SearchAsync(folder: "Sent")).Messages.Single().IsRead.ShouldBeTrue();
    }

    [Fact]
    public async Task A_domain_beyond_ASCII_goes_out_in_A_labels_which_every_server_takes()
    {
        await using var house = await MailHouse.OnSandboxAsync(change: a => a with { AllowedRecipients = ["@b\u00fccher.example"] });
        (await house.ComposeAsync(new("Hello.", To: ["info@B\u00fccher.example"], Subject: "Books"))).Status.ShouldBe("sent");
        house.Sandbox.Transactions.Single().Recipients.ShouldBe(["info@xn--bcher-kva.example"]);
    }

    [Fact]
    public async Task A_name_that_holds_line_ends_does_not_keep_its_mail_from_being_answered()
    {
        _house.Sandbox.Deliver(Letter.Plain("=?utf-8?q?Ques=0D=0Ation?=", from: $"=?utf-8?q?Fri=0D=0ABcc:_eve=00?= <{Friend}>", more: "Message-ID: <odd id@x>"));
        var result = await _house.ComposeAsync(new("Yes.", "reply", await _house.IdAsync()));
        result.Status.ShouldBe("sent");
        var sent = MimeMessage.Parse(_house.Sandbox.Transactions.Single().Message);
        sent.To.Single().Address.ShouldBe(Friend);
        sent.Bcc.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_audit_tells_recipients_that_can_be_compared_and_not_read()
    {
        await _house.ComposeAsync(new("Hello there.", To: [Friend], Bcc: [Own], Subject: "Greetings"));
        var audit = await File.ReadAllTextAsync(_house.AuditPath, TestContext.Current.CancellationToken);
        audit.ShouldContain(AuditDigest.OfRecipients([Friend, Own]));
        foreach (var secret in new[] { Friend, Own, "Greetings", "Hello" }) audit.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Mail_to_anybody_else_is_held_as_a_draft_and_nothing_leaves()
    {
        var result = await _house.ComposeAsync(new("Hello.", To: [Friend], Bcc: ["stranger@evil.example"], Subject: "Hi"));
        result.Status.ShouldBe("held");
        result.Note.ShouldContain("NOT sent");
        result.Note.ShouldContain("Do not send it again");
        _house.Sandbox.Transactions.ShouldBeEmpty();
        _house.Sandbox.Messages("Sent").ShouldBeEmpty();
        var draft = (await _house.ReadAsync(result.DraftId!)).Messages.Single();
        (draft.Subject, draft.IsDraft).ShouldBe(("Hi", true));
        draft.BccAddrs.ShouldBe(["stranger@evil.example"]);
    }

    [Fact]
    public async Task A_draft_is_saved_and_may_lack_recipients()
    {
        var result = await _house.ComposeAsync(new("Later.", Send: false));
        result.Status.ShouldBe("draft");
        (await _house.ReadAsync(result.DraftId!)).Messages.Single().Body.Trim().ShouldBe("Later.");
    }

    [Fact]
    public async Task Without_a_drafts_folder_one_is_made_and_without_UIDPLUS_the_draft_is_found_by_its_message_id()
    {
        await using var house = await MailHouse.OnSandboxAsync(new SandboxOptions { WithSampleMail = false, Capabilities = ["IMAP4rev1", "AUTH=PLAIN"] });
        var result = await house.ComposeAsync(new("Later.", Subject: "D", Send: false));
        (await house.ReadAsync(result.DraftId!)).Messages.Single().Subject.ShouldBe("D");
    }

    [Fact]
    public async Task A_reply_goes_to_the_sender_and_is_threaded_and_marks_the_original()
    {
        _house.Sandbox.Deliver(Letter.Plain("Question", "Shall we?\r\n", from: $"Friend <{Friend}>", more: "Message-ID: <q@example.org>\nReferences: <p@example.org>\nCc: other@elsewhere.example"));
        var id = await _house.IdAsync();
        var result = await _house.ComposeAsync(new("Yes, **gladly**.", "reply", id, Format: "markdown"));
        result.Status.ShouldBe("sent");
        result.Subject.ShouldBe("Re: Question");
        var sent = _house.Sandbox.Transactions.Single();
        sent.Recipients.ShouldBe([Friend]);
        var message = MimeMessage.Parse(sent.Message);
        message.InReplyTo.ShouldBe("q@example.org");
        message.References.ShouldBe(["p@example.org", "q@example.org"]);
        message.TextBody!.DecodeText().ShouldContain("> Shall we?");
        message.HtmlBody!.DecodeText().ShouldContain("<strong>gladly</strong>");
        (await _house.SearchAsync("is:answered")).Messages.Single().Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_reply_to_all_that_reaches_a_stranger_is_held()
    {
        _house.Sandbox.Deliver(Letter.Plain("Question", from: $"Friend <{Friend}>", to: $"{Own}, hello@sandbox.example", more: "Cc: other@elsewhere.example"));
        var result = await _house.ComposeAsync(new("All.", "reply_all", await _house.IdAsync()));
        result.Status.ShouldBe("held");
        result.Recipients.ShouldBe([Friend, "other@elsewhere.example"]);
        _house.Sandbox.Transactions.ShouldBeEmpty();
        (await _house.SearchAsync("is:answered")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_forged_reply_to_is_judged_by_where_the_mail_would_go()
    {
        _house.Sandbox.Deliver(Letter.Plain("Invoice", from: $"Friend <{Friend}>", more: "Reply-To: eve@evil.example"));
        (await _house.ComposeAsync(new("Here is the secret.", "reply", await _house.IdAsync()))).Status.ShouldBe("held");
        _house.Sandbox.Transactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_forward_carries_the_text_and_the_attachments()
    {
        var content = Enumerable.Range(0, 5_000).Select(i => (byte)i).ToArray();
        _house.Sandbox.Deliver(Letter.WithAttachments("Files", ("a.bin", "application/octet-stream", content), ("b.txt", "text/plain", "text"u8.ToArray())));
        var id = await _house.IdAsync();
        var result = await _house.ComposeAsync(new("For you.", "forward", id, To: [Friend]));
        result.Subject.ShouldBe("Fwd: Files");
        var message = MimeMessage.Parse(_house.Sandbox.Transactions.Single().Message);
        message.TextBody!.DecodeText().ShouldContain("From: Ada <ada@example.org>");
        message.TextBody!.DecodeText().ShouldContain("See the files.");
        message.Attachments.Select(a => a.FileName).ShouldBe(["a.bin", "b.txt"]);
        message.Attachments[0].Decode().ShouldBe(content);
        message.InReplyTo.ShouldBeNull();
        (await _house.SearchAsync()).Messages.Single().Labels.ShouldBe(["$Forwarded"]);
    }

    [Fact]
    public async Task An_attachment_of_another_message_is_attached()
    {
        _house.Sandbox.Deliver(Letter.WithAttachments("Files", ("a.bin", "application/octet-stream", [9, 8, 7])));
        var id = await _house.IdAsync();
        await _house.ComposeAsync(new("See.", To: [Friend], Subject: "S", Attachments: [$"{id}/2"]));
        MimeMessage.Parse(_house.Sandbox.Transactions.Single().Message).Attachments.Single().Decode().ShouldBe([9, 8, 7]);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("https://example.org/x.pdf")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA/2")]
    public async Task Paths_and_links_are_never_attached(string attachment) =>
        (await Should.ThrowAsync<CallerException>(() => _house.ComposeAsync(new("x", To: [Friend], Attachments: [attachment])))).Code.ShouldBe(ErrorCodes.InvalidArgument);

    [Fact]
    public async Task Local_files_of_a_person_are_attached()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "report.pdf");
        await File.WriteAllBytesAsync(file, [1, 2, 3]);
        await _house.ComposeAsync(new ComposeMessageRequest("x", To: [Friend]) { LocalFiles = [file] });
        var attachment = MimeMessage.Parse(_house.Sandbox.Transactions.Single().Message).Attachments.Single();
        (attachment.FileName, attachment.ContentType.MediaType).ShouldBe(("report.pdf", "application/pdf"));
        await Should.ThrowAsync<CallerException>(() => _house.ComposeAsync(new ComposeMessageRequest("y", To: [Friend]) { LocalFiles = [file + ".missing"] }));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("a@b.example\r\nBcc: eve@evil.example")]
    [InlineData("a@b.example, eve@evil.example")]
    [InlineData("Friends: a@b.example;")]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("a@b.example>\0")]
    public async Task What_is_not_one_address_is_refused(string to)
    {
        (await Should.ThrowAsync<CallerException>(() => _house.ComposeAsync(new("x", To: [to])))).Code.ShouldBe(ErrorCodes.InvalidArgument);
        _house.Sandbox.Transactions.ShouldBeEmpty();
        _house.Sandbox.Messages("Drafts").ShouldBeEmpty();
    }

    [Fact]
    public async Task Bad_arguments_are_refused_by_name()
    {
        (await FailsAsync(new("x", To: [Friend], Subject: "a\r\nBcc: eve@evil.example"))).ShouldContain("'subject'");
        (await FailsAsync(new("x\0", To: [Friend]))).ShouldContain("'body'");
        (await FailsAsync(new("x"))).ShouldContain("no recipients");
        (await FailsAsync(new("x", "answer"))).ShouldContain("'mode'");
        (await FailsAsync(new("x", "reply"))).ShouldContain("'in_reply_to'");
        (await FailsAsync(new("x", InReplyTo: "abc", To: [Friend]))).ShouldContain("'in_reply_to'");
        (await FailsAsync(new("x", To: [Friend], Format: "html"))).ShouldContain("'format'");
        (await FailsAsync(new("x", To: [.. Enumerable.Range(0, 101).Select(i => $"p{i}@example.net")]))).ShouldContain("'to'");
        _house.Sandbox.Transactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_call_again_sends_no_second_mail()
    {
        var request = new ComposeMessageRequest("Once.", To: [Friend], Subject: "Once");
        var first = await _house.ComposeAsync(request);
        (await _house.ComposeAsync(request)).ShouldBe(first);
        _house.Sandbox.Transactions.Count.ShouldBe(1);
        await _house.ComposeAsync(request with { Body = "Twice." });
        _house.Sandbox.Transactions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_line_lost_after_the_final_dot_is_unknown_and_never_sent_again()
    {
        _house.Sandbox.SmtpFaults.Add(FaultRule.EndOfData, new FaultAction.DropAfterwards());
        var request = new ComposeMessageRequest("x", To: [Friend], Subject: "Lost");
        var result = await _house.ComposeAsync(request);
        result.Status.ShouldBe("unknown");
        result.Note.ShouldContain("Do not send it again");
        _house.Sandbox.Transactions.Count.ShouldBe(1);
        (await _house.ComposeAsync(request)).ShouldBe(result);
        _house.Sandbox.Transactions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_while_the_mail_may_be_out_ends_as_unknown_and_a_second_call_sends_nothing()
    {
        _house.Sandbox.SmtpFaults.Add(FaultRule.EndOfData, new FaultAction.Stall());
        var request = new ComposeMessageRequest("x", To: [Friend], Subject: "Slow");
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var result = await _house.Operations.ComposeMessageAsync(request, _house.Context, cancel.Token);
        result.Status.ShouldBe("unknown");
        (await _house.ComposeAsync(request)).ShouldBe(result);
        _house.Sandbox.Outgoing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hidden_words_of_the_original_do_not_travel_in_an_answer()
    {
        _house.Sandbox.Deliver(Letter.Of($"From: {Friend}\nTo: {Own}\nSubject: H\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8", "<p>Seen</p><p style=\"display:none\">unseen order</p>"));
        await _house.ComposeAsync(new("Answer.", "reply", await _house.IdAsync()));
        var text = MimeMessage.Parse(_house.Sandbox.Transactions.Single().Message).TextBody!.DecodeText();
        text.ShouldContain("> Seen");
        text.ShouldNotContain("unseen");
    }

    [Fact]
    public async Task A_line_lost_before_the_final_dot_is_tried_again_and_arrives_once()
    {
        _house.Sandbox.SmtpFaults.Add("RCPT TO", new FaultAction.Drop());
        (await _house.ComposeAsync(new("x", To: [Friend]))).Status.ShouldBe("sent");
        _house.Sandbox.Transactions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_recipient_is_an_error_and_nothing_is_filed_as_sent()
    {
        _house.Sandbox.SmtpFaults.Add("RCPT TO", new FaultAction.Answer("550", "No such user", "5.1.1"));
        (await Should.ThrowAsync<ServerRefusedException>(() => _house.ComposeAsync(new("x", To: [Friend])))).Code.ShouldBe(ErrorCodes.RecipientRefused);
        _house.Sandbox.Messages("Sent").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copy_that_cannot_be_saved_does_not_make_the_mail_unsent()
    {
        _house.Sandbox.ImapFaults.Add("APPEND", new FaultAction.Answer("NO", "Full", "OVERQUOTA"));
        var result = await _house.ComposeAsync(new("x", To: [Friend]));
        result.Status.ShouldBe("sent");
        result.Note.ShouldContain("do not send again");
    }

    [Fact]
    public async Task A_server_that_files_what_it_sends_gets_no_second_copy()
    {
        await using var house = await MailHouse.OnSandboxAsync(change: a => a with { AllowedRecipients = [Friend], Provider = a.Provider with { SavesSentMail = true } });
        (await house.ComposeAsync(new("x", To: [Friend]))).Status.ShouldBe("sent");
        house.Sandbox.Messages("Sent").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_whose_answer_was_lost_is_looked_for_and_not_saved_twice()
    {
        _house.Sandbox.ImapFaults.Add("APPEND", new FaultAction.DropAfterwards());
        var result = await _house.ComposeAsync(new("x", Subject: "Draft", Send: false));
        result.DraftId.ShouldNotBeNull();
        _house.Sandbox.Messages("Drafts").Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_without_SMTP_says_so()
    {
        await using var house = await MailHouse.OnSandboxAsync(change: a => a with { Smtp = null });
        (await Should.ThrowAsync<CallerException>(() => house.ComposeAsync(new("x", To: [Own])))).Code.ShouldBe(ErrorCodes.Unsupported);
    }

    private async Task<string> FailsAsync(ComposeMessageRequest request) =>
        (await Should.ThrowAsync<CallerException>(() => _house.ComposeAsync(request))).Message;
}
