using System.Security.Cryptography;
using System.Text.Json;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Operations;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.IntegrationTests.Operations;

/// <summary>What we compose, as a second mail program receives it over Postfix and Dovecot.</summary>
public sealed class ComposedMailTests(MailServers servers)
{
    private const string Subject = "Réunion du printemps – 春の会議 – Весенняя встреча: a subject that is far longer than one line of a mail header may be, with an emoji 🌱 near its end";
    private const string Body = "Bonjour, voilà le café – «déjà».\n\nこんにちは、世界。会議の資料を添付します。\n\nДобрый день! Отчёт во вложении.\n.\n..two dots\nFrom the start of a line\n" +
        "A line without an end in sight: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\ntrailing blank \nend";

    [Fact]
    public async Task Three_languages_two_attachments_and_a_long_subject_arrive_byte_for_byte()
    {
        var (sender, recipient) = (servers.NextUser(), servers.NextUser());
        await using var house = ServerAccounts.OnDovecot(servers.Settings, sender, recipient.Address);
        var folder = Directory.CreateTempSubdirectory("mailstead-test-");
        var (binary, text) = (new byte[300_001], "Zeile eins\r\nline two\nбез конца"u8.ToArray());
        new Random(7).NextBytes(binary);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "данные 資料 données.bin"), binary);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "notes.txt"), text);
        try
        {
            var result = await house.ComposeAsync(new ComposeMessageRequest(Body, To: [$"Ренé 山田 <{recipient.Address}>"], Subject: Subject)
            {
                LocalFiles = [Path.Combine(folder.FullName, "данные 資料 données.bin"), Path.Combine(folder.FullName, "notes.txt")],
            });
            result.Status.ShouldBe("sent", result.Note);
            var mail = await ArrivedAsync(recipient, Subject);
            mail.GetProperty("defects").EnumerateArray().ShouldBeEmpty();
            mail.GetProperty("message_id").GetString().ShouldBe($"<{result.MessageId}>");
            mail.GetProperty("from").GetString().ShouldBe($"Zoë Müller <{sender.Address}>");
            mail.GetProperty("to").GetString().ShouldBe($"Ренé 山田 <{recipient.Address}>");
            mail.GetProperty("text").GetString()!.TrimEnd().ShouldBe(Body.ReplaceLineEndings("\r\n"));
            mail.GetProperty("bare").GetInt32().ShouldBe(0);
            mail.GetProperty("longest_line").GetInt32().ShouldBeLessThanOrEqualTo(998);
            mail.GetProperty("bcc").ValueKind.ShouldBe(JsonValueKind.Null);
            mail.GetProperty("attachments").EnumerateArray()
                .Select(a => (a.GetProperty("name").GetString(), a.GetProperty("sha256").GetString()))
                .ShouldBe([("данные 資料 données.bin", Hash(binary)), ("notes.txt", Hash(text))]);
            var copy = (await house.SearchAsync(folder: "sent")).Messages.Single();
            (copy.Subject, copy.AttachmentCount).ShouldBe((Subject, 2));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Markdown_arrives_as_text_and_html()
    {
        var (sender, recipient) = (servers.NextUser(), servers.NextUser());
        await using var house = ServerAccounts.OnDovecot(servers.Settings, sender, recipient.Address);
        (await house.ComposeAsync(new("# Hé\n\n- **один**\n- 二", To: [recipient.Address], Subject: "Markdown", Format: "markdown"))).Status.ShouldBe("sent");
        var mail = await ArrivedAsync(recipient, "Markdown");
        mail.GetProperty("text").GetString()!.ShouldContain("**один**");
        mail.GetProperty("html").GetString()!.ShouldContain("<strong>один</strong>");
        mail.GetProperty("defects").EnumerateArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reply_marks_the_original_and_a_forward_carries_its_attachment()
    {
        var (sender, recipient) = (servers.NextUser(), servers.NextUser());
        await using var house = ServerAccounts.OnDovecot(servers.Settings, sender, recipient.Address);
        await servers.DeliverAsync(sender, Letter.WithAttachments("Files", ("a.bin", "application/octet-stream", [1, 2, 3, 0, 255])), CancellationToken.None);
        var id = await house.IdAsync("subject:files");
        (await house.ComposeAsync(new("For you.", "forward", id, To: [recipient.Address]))).Status.ShouldBe("sent");
        (await ArrivedAsync(recipient, "Fwd: Files")).GetProperty("attachments")[0].GetProperty("sha256").GetString().ShouldBe(Hash([1, 2, 3, 0, 255]));
        (await house.SearchAsync("subject:files")).Messages.Single().Labels.ShouldContain("$Forwarded");
    }

    [Fact]
    public async Task Mail_to_a_stranger_stays_in_Drafts()
    {
        var (sender, stranger) = (servers.NextUser(), servers.NextUser());
        await using var house = ServerAccounts.OnDovecot(servers.Settings, sender);
        var result = await house.ComposeAsync(new("x", To: [stranger.Address], Subject: "Held"));
        result.Status.ShouldBe("held");
        (await house.ReadAsync(result.DraftId!)).Messages.Single().IsDraft.ShouldBeTrue();
        (await SecondReader.ReadAsync(servers.Settings, stranger, "Held", CancellationToken.None)).ShouldBeNull();
    }

    /// <summary>Postfix hands over within a second or so.</summary>
    private async Task<JsonElement> ArrivedAsync(MailUser user, string subject)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await SecondReader.ReadAsync(servers.Settings, user, subject, deadline.Token) is { } mail) return mail;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, deadline.Token);
        }
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
