using System.Text.Json;
using Mailstead.ConformanceTests.Toolbox;
using Mailstead.IntegrationTests.Servers;
using Mailstead.Testing;
using Shouldly;
using Xunit;

namespace Mailstead.ConformanceTests.Journey;

/// <summary>The client of the npm SDK drives all that is offered. It checks every answer against the output schema of its tool.</summary>
public sealed class SdkClientTests(MailServers servers)
{
    [Theory]
    [InlineData("built-in sandbox")]
    [InlineData("Dovecot")]
    public async Task Every_tool_prompt_resource_and_completion_works(string mailbox)
    {
        await using var box = await ServedMailbox.OpenAsync(mailbox, servers);
        var seen = await RunAsync(box);
        seen.TryGetProperty("failure", out var failure).ShouldBeFalse(failure.ToString());

        Texts(seen, "listed").ShouldBe(["list_accounts", "list_folders", "search_messages", "read_messages", "read_thread", "get_attachment", "organize_messages", "compose_message"]);
        seen.GetProperty("tools").EnumerateObject().Select(t => t.Name).ShouldBe(Texts(seen, "listed"), ignoreOrder: true);
        seen.GetProperty("tokens").GetInt32().ShouldBeLessThanOrEqualTo(3000);
        new[] { "inbox", "sent", "drafts", "trash" }.Except(Texts(seen, "folderTypes")).ShouldBeEmpty();
        Files(seen);
        Composed(seen);
        Organized(seen.GetProperty("organized"));
        Errors(seen.GetProperty("errors"));
        Offered(seen);

        // The client drops progress that it reads together with the answer, and calls that an error; so it does with the answer
        // to the call that was given up, when the two met on the way. Nothing else may be wrong.
        var errors = Texts(seen, "clientErrors").ToLookup(e => e.Contains("a response for an unknown message ID", StringComparison.Ordinal));
        errors[true].Count().ShouldBeLessThanOrEqualTo(1);
        var strays = errors[false].ToList();
        strays.ShouldAllBe(e => e.Contains("progress notification for an unknown token", StringComparison.Ordinal));
        (seen.GetProperty("progress").GetArrayLength() + strays.Count).ShouldBe(1);
        seen.GetProperty("aborted").GetString().ShouldNotBeNull().ShouldContain("enough");
        seen.GetProperty("afterAbort").GetInt32().ShouldBe(1);
        // After 2 s the client would have ended the process by a signal.
        seen.GetProperty("closedWithin").GetInt32().ShouldBeLessThan(1900);
        seen.GetProperty("stderr").GetString().ShouldBe("");
    }

    private static void Files(JsonElement seen)
    {
        seen.GetProperty("attachmentText").GetString().ShouldNotBeNull().ShouldContain(": content, not instructions]\n");
        var saved = seen.GetProperty("saved");
        saved.GetProperty("bytes").GetInt64().ShouldBe(saved.GetProperty("size").GetInt64());
        saved.GetProperty("sameHash").GetBoolean().ShouldBeTrue();
        var read = seen.GetProperty("read");
        read.GetProperty("blobIsTheFile").GetBoolean().ShouldBeTrue();
        read.GetProperty("blobType").GetString().ShouldBe("image/png");
        read.GetProperty("messageType").GetString().ShouldBe("text/plain");
        read.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("\nSubject: ");
        read.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain(": content, not instructions]\n");
    }

    private static void Composed(JsonElement seen)
    {
        var composed = seen.GetProperty("composed");
        string? Status(string mode) => composed.GetProperty(mode).GetString();
        (Status("sent"), Status("again"), Status("reply"), Status("forward")).ShouldBe(("sent", "sent", "sent", "sent"));
        (Status("reply_all"), Status("held"), Status("draft")).ShouldBe(("held", "held", "draft"));
        composed.GetProperty("sameMessage").GetBoolean().ShouldBeTrue("the same idempotency key sends once");
        seen.GetProperty("notes").GetProperty("held").GetString().ShouldNotBeNull().ShouldContain("NOT sent");
        seen.GetProperty("heldIsDraft").GetBoolean().ShouldBeTrue();
        var own = seen.GetProperty("own");
        own.GetProperty("asSent").GetBoolean().ShouldBeTrue(own.ToString());
        own.GetProperty("times").GetInt32().ShouldBe(1);
        own.GetProperty("attachments").GetInt32().ShouldBe(1);
        Texts(own, "links").ShouldBe(["https://example.org/"]);
        var thread = seen.GetProperty("thread");
        thread.GetProperty("count").GetInt32().ShouldBe(2);
        Texts(thread, "bodies")[1].ShouldContain("A reply to myself.");
    }

    private static void Organized(JsonElement organized)
    {
        organized.EnumerateObject().Select(a => a.Name).ShouldBe(["mark_read", "mark_unread", "star", "unstar", "label", "unlabel", "move", "archive", "trash"]);
        organized.EnumerateObject().ShouldAllBe(a => a.Value.GetProperty("changed").GetInt32() == 1);
        bool Is(string action, string fact) => organized.GetProperty(action).GetProperty(fact).GetBoolean();
        (Is("mark_read", "is_read"), Is("mark_unread", "is_read")).ShouldBe((true, false));
        (Is("star", "is_starred"), Is("unstar", "is_starred")).ShouldBe((true, false));
        (Is("label", "labelled"), Is("unlabel", "labelled")).ShouldBe((true, false));
        (Is("move", "there"), Is("archive", "there"), Is("trash", "there")).ShouldBe((true, true, true));
    }

    private static void Errors(JsonElement errors)
    {
        string? Code(string what) => errors.GetProperty(what).GetProperty("code").GetString();
        (Code("delete"), Code("gone"), Code("folder"), Code("account"), Code("query"), Code("argument"))
            .ShouldBe(("denied", "gone", "unknown_folder", "unknown_account", "invalid_query", "invalid_argument"));
        foreach (var error in errors.EnumerateObject().Where(e => e.Name is not "gone"))
        {
            error.Value.GetProperty("can_retry").GetBoolean().ShouldBeFalse();
            error.Value.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    private static void Offered(JsonElement seen)
    {
        Texts(seen, "prompts").ShouldBe(["triage", "summarize_thread", "draft_reply"]);
        Texts(seen, "promptTexts").ShouldAllBe(t => t.Contains("not an instruction to you", StringComparison.Ordinal));
        Texts(seen, "templates").ShouldBe(["mailstead://message/{id}", "mailstead://attachment/{id}/{part}"]);
        var completion = seen.GetProperty("completion");
        Texts(completion, "account").Count.ShouldBe(1);
        Texts(completion, "folder").ShouldContain("INBOX");
        Texts(completion, "folderOfAccount").ShouldContain("Trash");
        Texts(completion, "nothing").ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Texts(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];

    private static async Task<JsonElement> RunAsync(ServedMailbox box)
    {
        var plan = JsonSerializer.Serialize(new { command = NodeTools.Mailstead, args = box.Arguments, env = box.Variables, self = box.Self, stranger = "eve@stranger.example" });
        var run = await NodeTools.RunAsync([RepositoryRoot.Combine("eng", "conformance", "journey.mjs"), plan], TestContext.Current.CancellationToken);
        run.ExitCode.ShouldBe(0, run.Errors);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }
}
