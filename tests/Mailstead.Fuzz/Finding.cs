namespace Mailstead.Fuzz;

/// <param name="What">One line: the kind of fault, and where.</param>
internal sealed record Finding(string Target, string What, byte[] Input);
