namespace Mailstead.Operations.Composing;

internal enum RecipientField { To, Cc, Bcc }
