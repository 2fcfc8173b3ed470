using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mailstead.Accounts.Discovery;
using Mailstead.Mime.Addresses;
using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Configuration;

/// <summary>The kinds of values that settings have.</summary>
internal static class SettingTypes
{
    private const int MaxText = 1024;

    public static SettingType<bool> Boolean { get; } = new ScalarType<bool>("true or false", "boolean", ReadBoolean, v => v ? "true" : "false");

    public static SettingType<string> HostName { get; } = new ScalarType<string>(Accounts.HostName.Rule, "string", Accounts.HostName.TryNormalize, v => v);

    public static SettingType<string> Address { get; } = new ScalarType<string>("an address like name@example.org", "string", ReadAddress, v => v, w => w.WriteString("pattern", "^[^@\\s]+@[^@\\s]+$"));

    public static SettingType<string> Recipient { get; } = new ScalarType<string>("an address like name@example.org, or a whole domain as @example.org", "string",
        (string text, [MaybeNullWhen(false)] out string value) => text.StartsWith('@') ? Accounts.HostName.TryNormalize(text[1..], out value) && (value = "@" + value).Length > 1 : ReadAddress(text, out value), v => v,
        w => w.WriteString("pattern", "^[^@\\s]*@[^@\\s]+$"));

    public static SettingType<string> AccountName { get; } = new ScalarType<string>(AccountId.Rule, "string", (string text, [MaybeNullWhen(false)] out string value) => AccountId.IsValid(value = text), v => v, w => w.WriteString("pattern", "^[a-z0-9._-]{1,64}$"));

    public static SettingType<SecretReference> Secret { get; } = new ScalarType<SecretReference>(SecretReference.Forms, "string", (text, [MaybeNullWhen(false)] out value) => SecretReference.TryParse(text, out value), v => v.ToString(),
        w => w.WriteString("pattern", "^(env|file|command|vault):.+$"));

    public static SettingType<string> KeyPin { get; } = new ScalarType<string>("a SHA-256 in 64 hex digits", "string",
        (string text, [MaybeNullWhen(false)] out string value) => (value = text.ToLowerInvariant()).Length == 64 && value.All(char.IsAsciiHexDigit), v => v, w => w.WriteString("pattern", "^[0-9A-Fa-f]{64}$"));

    public static SettingType<TlsMode> Encryption { get; } = Choice([("tls", TlsMode.Implicit), ("starttls", TlsMode.StartTls), ("none", TlsMode.None)], ("implicit", TlsMode.Implicit));

    public static SettingType<AuthKind> Auth { get; } = Choice([("password", AuthKind.Password), ("bearer", AuthKind.Bearer)]);

    public static SettingType<ConnectionPreset> Preset { get; } = Choice([.. ConnectionPreset.All.Select(p => (p.Name, p))]);

    public static SettingType<ProviderProfile> Provider { get; } = Choice([(ProviderProfile.Generic.Name, ProviderProfile.Generic), .. ProviderTable.All.Select(p => (p.Name, p))]);

    /// <summary>One line of text.</summary>
    public static SettingType<string> Line(string allowed) => new ScalarType<string>(allowed, "string", ReadLine, v => v, w => w.WriteNumber("maxLength", MaxText));

    public static SettingType<int> Integer(int min, int max) => new ScalarType<int>($"a whole number from {min} to {max}", "integer",
        (text, out value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max,
        v => v.ToString(CultureInfo.InvariantCulture),
        w =>
        {
            w.WriteNumber("minimum", min);
            w.WriteNumber("maximum", max);
        });

    /// <summary>A duration, in seconds with a fraction where wanted.</summary>
    public static SettingType<TimeSpan> Seconds(double min, double max) => new ScalarType<TimeSpan>(string.Create(CultureInfo.InvariantCulture, $"seconds from {min} to {max}"), "number",
        (text, out value) =>
        {
            value = default;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || !(seconds >= min && seconds <= max)) return false;
            value = TimeSpan.FromSeconds(seconds);
            return true;
        },
        v => string.Create(CultureInfo.InvariantCulture, $"{v.TotalSeconds} s"),
        w =>
        {
            w.WriteNumber("minimum", min);
            w.WriteNumber("maximum", max);
        });

    private static ScalarType<T> Choice<T>((string Name, T Value)[] choices, params (string Name, T Value)[] synonyms) where T : notnull => new(
        "one of " + string.Join(", ", choices.Select(c => c.Name)), "string",
        (text, [MaybeNullWhen(false)] out value) =>
        {
            var hit = choices.Concat(synonyms).Where(c => string.Equals(c.Name, text, StringComparison.OrdinalIgnoreCase)).ToList();
            value = hit.Count > 0 ? hit[0].Value : default;
            return hit.Count > 0;
        },
        v => choices.First(c => EqualityComparer<T>.Default.Equals(c.Value, v)).Name,
        w =>
        {
            w.WriteStartArray("enum");
            foreach (var (name, _) in choices.Concat(synonyms)) w.WriteStringValue(name);
            w.WriteEndArray();
        });

    private static bool ReadBoolean(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "true" or "1" or "yes" or "on";
        return value || text.ToLowerInvariant() is "false" or "0" or "no" or "off";
    }

    private static bool ReadLine(string text, out string value)
    {
        value = text;
        return text.Length <= MaxText && !text.Any(char.IsControl);
    }

    private static bool ReadAddress(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return MailAddress.TryParse(text, out var address, out _) && string.Equals(address!.Address, text, StringComparison.Ordinal);
    }
}
