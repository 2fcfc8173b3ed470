using System.Text.Json.Serialization;

namespace Mailstead.Benchmarks.Load;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoadFigure))]
internal sealed partial class LoadJson : JsonSerializerContext;
