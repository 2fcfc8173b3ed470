using Mailstead.Accounts.Checks;

namespace Mailstead.Server.Cli;

/// <param name="Status">ok, warning, failed, skipped.</param>
internal sealed record CheckRow(string Name, string Status, string Detail, string? Account, string? Code, string? Remedy)
{
    public static CheckRow Of(CheckStep step) =>
        new(step.Name, step.Status.ToString().ToLowerInvariant(), step.Detail, step.Account?.Value, step.Code, step.Remedy);
}
