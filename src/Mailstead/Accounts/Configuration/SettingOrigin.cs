namespace Mailstead.Accounts.Configuration;

/// <summary>Where a value came from.</summary>
/// <param name="Detail">The variable's name, the file's line, or the provider's name; "" where the layer says it all.</param>
/// <param name="Preset">The preset that carried the value, when it was not written out.</param>
public sealed record SettingOrigin(SettingLayer Layer, string Detail = "", string? Preset = null)
{
    public static SettingOrigin Default { get; } = new(SettingLayer.Default);

    public override string ToString()
    {
        var place = Layer switch
        {
            SettingLayer.Argument => "argument",
            SettingLayer.Environment => $"environment {Detail}",
            SettingLayer.File => $"file, {Detail}",
            SettingLayer.Provider => $"provider {Detail}",
            _ => "default",
        };
        return Preset is null ? place : $"preset {Preset} ({place})";
    }
}
