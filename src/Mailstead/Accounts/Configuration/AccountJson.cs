using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mailstead.Protocol.Transport;

namespace Mailstead.Accounts.Configuration;

/// <summary>An account as it is written into the file: what the provider table or a default says is left out.</summary>
internal static class AccountJson
{
    public static string Write(Account account)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            WriteMembers(writer, account);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteMembers(Utf8JsonWriter writer, Account account)
    {
        writer.WriteString(AccountKeys.Address.Key, account.Address);
        if (account.DisplayName.Length > 0) writer.WriteString(AccountKeys.DisplayName.Key, account.DisplayName);
        WriteList(writer, AccountKeys.Aliases, account.Aliases);
        if (account.Provider != ProviderProfile.Generic) writer.WriteString(AccountKeys.Provider.Key, account.Provider.Name);
        if (account.Auth != account.Provider.Auth) writer.WriteString(AccountKeys.Auth.Key, AccountKeys.Auth.Type.Show(account.Auth));
        writer.WriteString(AccountKeys.Secret.Key, account.ImapSecret.ToConfigText());
        WriteEndpoint(writer, EndpointKeys.Imap.Key, account.Imap, account.Provider.Imap, account.ImapUser, account.Provider.ImapUserOf(account.Address), secret: null);
        if (account.Smtp is null) writer.WriteNull(EndpointKeys.Smtp.Key);
        else WriteEndpoint(writer, EndpointKeys.Smtp.Key, account.Smtp, account.Provider.Smtp, account.SmtpUser ?? account.Address, account.Address, account.SmtpSecret == account.ImapSecret ? null : account.SmtpSecret);
        WriteList(writer, AccountKeys.AllowedRecipients, account.AllowedRecipients);
        if (account.CaFile is { } file) writer.WriteString(AccountKeys.CaFile.Key, file);
        WriteList(writer, AccountKeys.PinnedKeys, account.PinnedKeys);
    }

    private static void WriteEndpoint(Utf8JsonWriter writer, string key, MailEndpoint endpoint, MailEndpoint? known, string user, string defaultUser, SecretReference? secret)
    {
        var sameUser = string.Equals(user, defaultUser, StringComparison.Ordinal);
        if (endpoint == known && sameUser && secret is null) return;
        writer.WriteStartObject(key);
        if (endpoint != known)
        {
            writer.WriteString(EndpointKeys.Host.Key, endpoint.Host);
            writer.WriteNumber(EndpointKeys.Port.Key, endpoint.Port);
            writer.WriteString(EndpointKeys.Encryption.Key, EndpointKeys.Encryption.Type.Show(endpoint.Tls));
            if (endpoint.AllowPlaintext) writer.WriteBoolean(EndpointKeys.AllowPlaintext.Key, true);
        }
        if (!sameUser) writer.WriteString(EndpointKeys.User.Key, user);
        if (secret is not null) writer.WriteString(EndpointKeys.Secret.Key, secret.ToConfigText());
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, Setting setting, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        writer.WriteStartArray(setting.Key);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
