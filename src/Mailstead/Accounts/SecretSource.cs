namespace Mailstead.Accounts;

public enum SecretSource { Env, File, Command, Vault }
