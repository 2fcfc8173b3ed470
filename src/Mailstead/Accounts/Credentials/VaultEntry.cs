namespace Mailstead.Accounts.Credentials;

/// <param name="KeyId">The key that it was encrypted with.</param>
/// <param name="Nonce">96 random bits, new with each write.</param>
/// <param name="Tag">128 bits.</param>
internal sealed record VaultEntry(string KeyId, byte[] Nonce, byte[] Ciphertext, byte[] Tag);
