using System.Text.Json.Serialization;

namespace Mailstead.Server.Cli;

/// <summary>JSON of what only the command line answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<SettingRow>))]
[JsonSerializable(typeof(IReadOnlyList<CheckRow>))]
[JsonSerializable(typeof(MessageInspection))]
[JsonSerializable(typeof(AccountAdded))]
internal sealed partial class CliJson : JsonSerializerContext;
