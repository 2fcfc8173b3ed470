using System.Text.Json;

namespace Mailstead.Accounts.Configuration;

/// <summary>A value of the configuration file with its place, which <see cref="JsonDocument"/> does not keep.</summary>
/// <param name="Path">Keys joined by dots; "" for the root.</param>
/// <param name="Line">From 1.</param>
/// <param name="Start">Byte offset of the value's first byte.</param>
/// <param name="Text">A string's content, or the digits of a number; "" for the rest.</param>
internal sealed record ConfigNode(string Path, JsonValueKind Kind, int Line, int Start, string Text)
{
    /// <summary>Byte offset after the value's last byte.</summary>
    public int End { get; set; }
    public List<ConfigMember> Members { get; } = [];
    public List<ConfigNode> Items { get; } = [];

    public ConfigNode? Find(string key) => Members.Find(m => string.Equals(m.Name, key, StringComparison.Ordinal))?.Value;
}
