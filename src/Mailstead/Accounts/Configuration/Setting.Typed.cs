using System.Text.Json;

namespace Mailstead.Accounts.Configuration;

internal sealed class Setting<T>(string key, SettingType<T> type, string description) : Setting(key, description)
{
    private readonly bool _hasDefault;

    public SettingType<T> Type => type;
    public T Default
    {
        get => field ?? throw new InvalidOperationException($"{Key} has no default.");
        init
        {
            field = value;
            _hasDefault = true;
        }
    }

    public override string Allowed => type.Allowed;
    public override string DefaultText => _hasDefault ? type.Show(Default) : "";
    public override void WriteSchema(Utf8JsonWriter writer) => type.WriteSchema(writer);
}
