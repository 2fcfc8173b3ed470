namespace Mailstead.Server.Cli;

internal sealed record InspectedHeader(string Name, string Value);
