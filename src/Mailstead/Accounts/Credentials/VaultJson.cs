using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mailstead.Accounts.Credentials;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(VaultContent))]
internal sealed partial class VaultJson : JsonSerializerContext;
