using System.Text.Json.Nodes;
using Mailstead.Accounts.Credentials;
using Mailstead.Errors;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Sasl;
using Shouldly;
using Xunit;

namespace Mailstead.Tests.Accounts;

public sealed class VaultTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Gives_back_what_was_stored_also_to_a_new_process()
    {
        await Open().WriteAsync("work", new Secret("pässwörd \u2603"), default);
        await Open().WriteAsync("home", new Secret("other"), default);
        (await Open().ReadAsync("work", default)).Reveal().ShouldBe("pässwörd \u2603");
        (await Open().ReadAsync("home", default)).Reveal().ShouldBe("other");
    }

    [Fact]
    public async Task Neither_file_holds_the_secret_and_both_are_for_the_owner_alone()
    {
        await Open().WriteAsync("work", new Secret("hunter2-hunter2"), default);
        foreach (var file in Directory.EnumerateFiles(_home.Path))
        {
            File.ReadAllText(file).ShouldNotContain("hunter2");
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
        _home.Files().ShouldBe(["vault.json", "vault.json.lock", "vault.key"]);
    }

    [Fact]
    public async Task The_same_secret_is_encrypted_anew_each_time()
    {
        await Open().WriteAsync("a", new Secret("same"), default);
        await Open().WriteAsync("b", new Secret("same"), default);
        var entries = Json()["entries"]!;
        entries["a"]!["nonce"]!.GetValue<string>().ShouldNotBe(entries["b"]!["nonce"]!.GetValue<string>());
        entries["a"]!["ciphertext"]!.GetValue<string>().ShouldNotBe(entries["b"]!["ciphertext"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("ciphertext")]
    [InlineData("tag")]
    public async Task A_changed_bit_makes_the_entry_unavailable(string field)
    {
        await Open().WriteAsync("work", new Secret("hunter2"), default);
        var json = Json();
        var bytes = Convert.FromBase64String(json["entries"]!["work"]![field]!.GetValue<string>());
        bytes[0] ^= 1;
        json["entries"]!["work"]![field] = Convert.ToBase64String(bytes);
        Save(json);
        (await Refusal("work")).Message.ShouldContain("fails its check");
    }

    [Fact]
    public async Task An_entry_cannot_take_the_place_of_another()
    {
        await Open().WriteAsync("work", new Secret("one"), default);
        await Open().WriteAsync("bank", new Secret("two"), default);
        var json = Json();
        json["entries"]!["work"] = json["entries"]!["bank"]!.DeepClone();
        Save(json);
        (await Refusal("work")).Message.ShouldContain("fails its check");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":2,\"entries\":{}}")]
    [InlineData("{\"version\":1,\"entries\":{\"work\":{\"key_id\":\"x\",\"nonce\":\"!\",\"ciphertext\":\"\",\"tag\":\"\"}}}")]
    [InlineData("{\"version\":1,\"entries\":{\"work\":null}}")]
    public async Task A_damaged_vault_is_named_and_never_overwritten(string content)
    {
        File.WriteAllText(_home.Paths.VaultFile, content);
        await Refusal("work");
        (await Should.ThrowAsync<ConfigurationException>(() => Open().WriteAsync("new", new Secret("x"), default))).Code.ShouldBe(DomainCodes.SecretUnavailable);
        File.ReadAllText(_home.Paths.VaultFile).ShouldBe(content);
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_is_refused_with_the_command_that_mends_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix modes");
        await Open().WriteAsync("work", new Secret("hunter2"), default);
        Chmod(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await Refusal("work")).Remedy!.ShouldContain($"chmod 600 '{_home.Paths.VaultKeyFile}'");
        await Should.ThrowAsync<ConfigurationException>(() => Open().WriteAsync("work", new Secret("x"), default));
        Chmod(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Open().ReadAsync("work", default)).Reveal().ShouldBe("hunter2");
    }

    [Fact]
    public async Task A_lost_key_is_not_replaced_by_a_new_one()
    {
        await Open().WriteAsync("work", new Secret("hunter2"), default);
        File.Delete(_home.Paths.VaultKeyFile);
        (await Refusal("work")).Message.ShouldContain("missing");
        await Should.ThrowAsync<ConfigurationException>(() => Open().WriteAsync("other", new Secret("x"), default));
        File.Exists(_home.Paths.VaultKeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_key_in_front_encrypts_while_the_first_still_decrypts()
    {
        await Open().WriteAsync("old", new Secret("one"), default);
        var key = File.ReadAllText(_home.Paths.VaultKeyFile);
        File.WriteAllText(_home.Paths.VaultKeyFile, "11112222 " + Convert.ToBase64String(new byte[32]) + "\n" + key);
        await Open().WriteAsync("new", new Secret("two"), default);
        Json()["entries"]!["new"]!["key_id"]!.GetValue<string>().ShouldBe("11112222");
        (await Open().ReadAsync("old", default)).Reveal().ShouldBe("one");
        (await Open().ReadAsync("new", default)).Reveal().ShouldBe("two");
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => Open().WriteAsync($"entry-{i}", new Secret($"secret {i}"), default))));
        for (var i = 0; i < 24; i++) (await Open().ReadAsync($"entry-{i}", default)).Reveal().ShouldBe($"secret {i}");
        _home.Files().ShouldBe(["vault.json", "vault.json.lock", "vault.key"]);
    }

    [Fact]
    public async Task Removes_an_entry_once()
    {
        await Open().WriteAsync("work", new Secret("x"), default);
        (await Open().RemoveAsync("work", default)).ShouldBeTrue();
        (await Open().RemoveAsync("work", default)).ShouldBeFalse();
        (await Refusal("work")).Message.ShouldContain("no entry");
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named()
    {
        _home.Environment["MAILSTEAD_HOME"] = Path.Combine(_home.Write("file", "not a directory"), "inside");
        var error = await Should.ThrowAsync<ConfigurationException>(() => Open().WriteAsync("work", new Secret("x"), default));
        error.Code.ShouldBe(DomainCodes.ConfigUnwritable);
        error.Message.ShouldContain("Nothing was changed");
    }

    [Fact]
    public async Task Refuses_names_and_sizes_out_of_bounds()
    {
        await Should.ThrowAsync<CallerException>(() => Open().WriteAsync("../x", new Secret("x"), default));
        await Should.ThrowAsync<CallerException>(() => Open().WriteAsync("x", new Secret(""), default));
        await Should.ThrowAsync<CallerException>(() => Open().WriteAsync("x", new Secret(new string('x', Vault.MaxSecret + 1)), default));
    }

    private Vault Open() => new(_home.Paths, TimeProvider.System);

    private async Task<ConfigurationException> Refusal(string name)
    {
        var error = await Should.ThrowAsync<ConfigurationException>(() => Open().ReadAsync(name, default));
        error.Code.ShouldBe(DomainCodes.SecretUnavailable);
        (error.Message + error.Remedy).ShouldNotContain("hunter2");
        return error;
    }

    private void Chmod(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_home.Paths.VaultKeyFile, mode);
    }

    private JsonNode Json() => JsonNode.Parse(File.ReadAllText(_home.Paths.VaultFile))!;

    private void Save(JsonNode json) => File.WriteAllText(_home.Paths.VaultFile, json.ToJsonString());
}
