using Shouldly;
using Xunit;

namespace Mailstead.Tests.Cli;

public sealed class CliTests
{
    [Fact]
    public async Task Try_check_proves_the_whole_journey()
    {
        var run = await CliRun.OfAsync("try", "--check");
        run.ExitCode.ShouldBe(0, run.Output + run.Error);
        run.Output.ShouldContain("ok      a reply to a stranger is held, not sent");
        run.Output.ShouldNotContain("failed");
    }

    [Fact]
    public async Task Try_shows_a_search_a_thread_a_held_reply_and_what_to_paste_for_each_host()
    {
        var run = await CliRun.OfAsync("try");
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (var part in new[] { "northwind", "Launch weekend", "held", "claude mcp add mailstead", "\"mcpServers\"", "\"servers\"", "VS Code", "Cursor" })
            run.Output.ShouldContain(part);
    }

    [Fact]
    public async Task A_search_and_a_read_answer_in_json()
    {
        var found = await CliRun.OfAsync("--sandbox", "search", "from:priya", "-n", "2", "--json");
        found.Json.GetProperty("messages").GetArrayLength().ShouldBe(2);
        var read = await CliRun.OfAsync("--sandbox", "read", "--criteria", "from:it-desk@evil.example", "--json");
        var message = read.Json.GetProperty("messages")[0];
        message.GetProperty("hidden_removed").GetInt32().ShouldBeGreaterThan(0);
        message.GetProperty("body").GetString().ShouldNotBeNull().ShouldNotContain("collector@");
    }

    [Fact]
    public async Task A_bad_query_shows_where_and_ends_with_the_usage_code()
    {
        var run = await CliRun.OfAsync("--sandbox", "search", "from:(", "--json");
        run.ExitCode.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.ErrorJson.GetProperty("code").GetString().ShouldBe("invalid_query");
        run.ErrorJson.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("column 6");
    }

    [Fact]
    public async Task A_misspelt_command_is_a_usage_error_that_names_the_right_one()
    {
        var run = await CliRun.OfAsync("serch", "x");
        run.ExitCode.ShouldBe(2);
        (run.Output + run.Error).ShouldContain("search");
    }

    [Fact]
    public async Task A_misspelt_option_is_not_taken_for_a_message()
    {
        var run = await CliRun.OfAsync("--sandbox", "read", "--thred", "--json");
        run.ExitCode.ShouldBe(2);
        run.ErrorJson.GetProperty("message").GetString().ShouldBe("There is no option '--thred'.");
    }

    [Fact]
    public async Task Criteria_that_match_more_than_a_command_takes_say_how_many_match()
    {
        var run = await CliRun.OfAsync("--sandbox", "read", "--criteria", "", "--json");
        run.ExitCode.ShouldBe(2);
        run.ErrorJson.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("one command takes 50");
    }

    [Fact]
    public async Task Help_calls_the_program_by_its_name()
    {
        var run = await CliRun.OfAsync("--help");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("mailstead [command]");
    }

    [Fact]
    public async Task A_message_without_text_is_not_sent()
    {
        var run = await CliRun.OfAsync("--sandbox", "compose", "--to", "alex@sandbox.example", "--subject", "s", "--json");
        run.ExitCode.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.ErrorJson.GetProperty("message").GetString().ShouldBe("The message has no text.");
    }

    [Fact]
    public async Task An_unknown_folder_is_answered_with_the_valid_names()
    {
        var run = await CliRun.OfAsync("--sandbox", "search", "--folder", "Nope", "--json");
        run.ExitCode.ShouldBe(5);
        run.ErrorJson.GetProperty("code").GetString().ShouldBe("unknown_folder");
        run.ErrorJson.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("Projects/Northwind");
    }

    [Fact]
    public async Task Without_an_account_the_way_to_one_is_shown()
    {
        var run = await CliRun.OfAsync("folders");
        run.ExitCode.ShouldBe(5);
        run.Error.ShouldContain("mailstead account add");
    }

    [Fact]
    public async Task A_mail_to_a_stranger_is_held_and_the_exit_code_says_so()
    {
        var run = await CliRun.OfAsync("--sandbox", "compose", "--to", "someone@else.example", "--subject", "Hi", "--body", "Hello", "--json");
        run.ExitCode.ShouldBe(6);
        run.Json.GetProperty("status").GetString().ShouldBe("held");
    }

    [Fact]
    public async Task A_wrong_configuration_names_the_key_and_the_line()
    {
        var home = Directory.CreateTempSubdirectory("mailstead-cli-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(home, "config.json"), "{\n  // mine\n  \"acounts\": {}\n}\n", TestContext.Current.CancellationToken);
            var run = await CliRun.WithAsync("", home, "folders");
            run.ExitCode.ShouldBe(3);
            run.Error.ShouldContain("acounts");
            run.Error.ShouldContain("line 3");
            run.Error.ShouldContain("Did you mean \"accounts\"?");
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task Inspect_reads_a_message_from_standard_input()
    {
        const string mail = "From: =?utf-8?q?Andr=C3=A9?= <a@b.example>\r\nTo: c@d.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n"
            + "--q\r\nContent-Type: text/plain\r\n\r\nHello\r\n--q\r\nContent-Type: text/csv; name=\"../../a.csv\"\r\nContent-Disposition: attachment\r\n\r\n1,2\r\n--q--\r\n";
        var run = await CliRun.WithAsync(mail, home: null, "inspect", "-", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json.GetProperty("from")[0].GetString().ShouldBe("André <a@b.example>");
        run.Json.GetProperty("text").GetString().ShouldBe("Hello");
        var attachment = run.Json.GetProperty("attachments")[0];
        attachment.GetProperty("name").GetString().ShouldBe("a.csv");
        attachment.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("1,2"u8)));
        run.Json.GetProperty("parts").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task A_password_never_goes_on_the_command_line()
    {
        var run = await CliRun.OfAsync("account", "add", "a@b.example", "--imap", "127.0.0.1:1", "--smtp", "none", "--secret", "hunter2", "--no-test", "--json");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldNotContain("hunter2");
        run.ErrorJson.GetProperty("next").GetString().ShouldNotBeNull().ShouldContain("env:NAME");
    }

    [Fact]
    public async Task The_schema_of_the_configuration_is_json()
    {
        var run = await CliRun.OfAsync("config", "schema");
        run.Json.GetProperty("$schema").GetString().ShouldNotBeNull().ShouldContain("2020-12");
    }
}
