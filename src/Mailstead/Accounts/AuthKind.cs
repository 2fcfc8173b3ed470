namespace Mailstead.Accounts;

public enum AuthKind { Password, Bearer }
