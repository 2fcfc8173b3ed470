namespace Mailstead.Server.Cli;

internal sealed record InspectedDefect(string Kind, int Offset);
