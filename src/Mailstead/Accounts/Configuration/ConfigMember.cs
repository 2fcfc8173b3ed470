namespace Mailstead.Accounts.Configuration;

/// <param name="Start">Byte offset of the opening quote of the name.</param>
internal sealed record ConfigMember(string Name, int Line, int Start, ConfigNode Value);
