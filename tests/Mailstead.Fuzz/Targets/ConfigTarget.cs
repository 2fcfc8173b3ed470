using Mailstead.Accounts.Configuration;

namespace Mailstead.Fuzz.Targets;

/// <summary>The text of config.json, through to the settings.</summary>
internal sealed class ConfigTarget : FuzzTarget
{
    private static readonly SettingsInput Input = new() { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MAILSTEAD_HOME"] = Path.GetTempPath() } };
    private static readonly ConfigPaths Paths = new(Path.GetTempPath(), Path.Combine(Path.GetTempPath(), "config.json"), ConfigFileIsNamed: false, Path.GetTempPath());

    public override string Name => "config";
    public override int AllocationFactor => 2_000;
    public override long AllocationBase => 1 << 20;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("""
        {"default_account":"work","accounts":{"work":{"address":"a@example.org","imap":{"host":"imap.example.org","port":993,"tls":"implicit"},"smtp":{"host":"smtp.example.org","port":587}}}}
        {"$schema":"x","session_ttl":"30m","connection":{"timeout":"10s","max":4},"accounts":{}}
        {// comment\n"data_directory":"~/x","accounts":{"a":{"address":"a@b.c","preset":"gmail","credential":{"env":"X"}},},}
        """);

    public override IReadOnlyList<byte[]> Tokens { get; } = Words("{\n}\n[\n]\n\"\n:\n,\n/*\n*/\n//\n\\u0000\n\\ud800\nnull\ntrue\n1e999\n-1\n99999999999999999999\n\"accounts\":{\n\"imap\":{\n\"port\":\n\\0\n\"../..\"\n[[[[\n{\"a\":\n\"30m\"\n\"~\"");

    public override void Run(byte[] input) => _ = SettingsLoader.Load(Input, Paths, input).Accounts.Count;
}
