using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mailstead.Operations;

/// <summary>JSON of the results, the same behind every door: snake_case, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListAccountsResult))]
[JsonSerializable(typeof(ListFoldersResult))]
[JsonSerializable(typeof(SearchMessagesResult))]
[JsonSerializable(typeof(ReadMessagesResult))]
[JsonSerializable(typeof(ReadThreadResult))]
[JsonSerializable(typeof(GetAttachmentResult))]
[JsonSerializable(typeof(OrganizeMessagesResult))]
[JsonSerializable(typeof(ComposeMessageResult))]
public sealed partial class OperationsJson : JsonSerializerContext;
