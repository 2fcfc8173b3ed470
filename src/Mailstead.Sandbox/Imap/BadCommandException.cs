namespace Mailstead.Sandbox.Imap;

/// <summary>The client's command breaks the grammar: answered with BAD.</summary>
internal sealed class BadCommandException(string message) : Exception(message);
