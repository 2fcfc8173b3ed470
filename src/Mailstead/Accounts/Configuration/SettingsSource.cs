namespace Mailstead.Accounts.Configuration;

/// <summary>Holds the settings that apply now. Reading takes no lock; a reload swaps the snapshot whole, and a faulty file leaves the former one in place.</summary>
public sealed class SettingsSource(Func<SettingsInput> input)
{
    private volatile MailSettings? _current;

    /// <param name="reload">Reads file and environment anew.</param>
    /// <exception cref="Errors.ConfigurationException">Something in them is wrong.</exception>
    public MailSettings Get(bool reload = false)
    {
        if (!reload && _current is { } current) return current;
        return _current = SettingsLoader.Load(input());
    }
}
