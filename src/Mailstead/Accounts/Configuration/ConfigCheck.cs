using System.Text.Json;
using Mailstead.Errors;

namespace Mailstead.Accounts.Configuration;

/// <summary>Walks the file beside the description table and refuses every key that is not in it.</summary>
internal static class ConfigCheck
{
    public static void Keys(ConfigNode node, SettingGroup group, string file)
    {
        if (node.Kind == JsonValueKind.Null && group.IsNullable) return;
        if (node.Kind != JsonValueKind.Object) throw new ConfigurationException(node.Path, $"{node.Path} ({file}, line {node.Line}): an object is needed here, {{ … }}.");
        foreach (var member in node.Members)
        {
            if (group.IsMap) CheckAccount(member, group, file);
            else if (group.Groups.FirstOrDefault(g => string.Equals(g.Key, member.Name, StringComparison.Ordinal)) is { } inner) Keys(member.Value, inner, file);
            else if (!group.Settings.Any(s => s.Names.Contains(member.Name, StringComparer.Ordinal))) throw ConfigFault.UnknownKey(member.Value.Path, $"{file}, line {member.Line}", member.Name, group.Keys);
        }
        foreach (var setting in group.Settings.Where(s => s.Aliases.Count > 0)) RefuseTwins(node, setting, file);
    }

    private static void CheckAccount(ConfigMember member, SettingGroup group, string file)
    {
        if (!AccountId.IsValid(member.Name)) throw new ConfigurationException(member.Value.Path, $"{member.Value.Path} ({file}, line {member.Line}): the name of an account is {AccountId.Rule}.");
        Keys(member.Value, group.Groups[0], file);
    }

    private static void RefuseTwins(ConfigNode node, Setting setting, string file)
    {
        var given = node.Members.Where(m => setting.Names.Contains(m.Name, StringComparer.Ordinal)).ToList();
        if (given.Count < 2) return;
        throw new ConfigurationException(given[1].Value.Path, $"{given[1].Value.Path} ({file}, line {given[1].Line}): \"{given[0].Name}\" and \"{given[1].Name}\" are two names of one setting.", $"Keep \"{setting.Key}\".");
    }
}
