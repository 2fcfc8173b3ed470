using System.Diagnostics.CodeAnalysis;

namespace Mailstead.Accounts.Configuration;

internal delegate bool SettingReader<T>(string text, [MaybeNullWhen(false)] out T value);
