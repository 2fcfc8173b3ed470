namespace Mailstead.Server.Cli;

/// <param name="Mismatch">The text shows another host.</param>
internal sealed record InspectedLink(int N, string Text, string Url, bool Mismatch, bool MixedScript);
