using System.CommandLine;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;

namespace Mailstead.Server.Cli;

/// <summary>Which messages a command is about: ids on the command line, or all that match a query.</summary>
/// <param name="most">What one command takes.</param>
internal sealed class MessageSelection(int most)
{
    public Argument<string[]> Ids { get; } = new("ids") { Description = "Message ids", Arity = ArgumentArity.ZeroOrMore };

    public Option<string[]> MessageIds { get; } = new("--message-ids")
    {
        Description = "Message ids, separated by commas", HelpName = "IDS", AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Criteria { get; } = new("--criteria") { Description = "Take what matches this query instead of ids", HelpName = "QUERY" };
    public Option<string?> Folder { get; } = new("--in") { Description = "Folder that --criteria looks in (INBOX)", HelpName = "FOLDER" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Ids);
        command.Options.Add(MessageIds);
        command.Options.Add(Criteria);
        command.Options.Add(Folder);
    }

    /// <exception cref="CallerException">Neither ids nor criteria, or both, or more matches than one command takes.</exception>
    public async Task<IReadOnlyList<string>> ResolveAsync(ParseResult line, CliCall call, CancellationToken cancellationToken)
    {
        string[] ids = [.. line.GetValue(Ids) ?? [], .. (line.GetValue(MessageIds) ?? []).SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        var criteria = line.GetValue(Criteria);
        // Ids take any number of words, so a misspelt option lands among them.
        if (Array.Find(ids, id => id.StartsWith('-')) is { } option) throw new CallerException($"There is no option '{option}'.", remedy: "Look at --help.");
        if (ids.Length > 0 && criteria is not null) throw new CallerException("Message ids and --criteria were both given.", remedy: "Give one of them.");
        if (ids.Length > 0) return ids;
        if (criteria is null) throw new CallerException("No message was named.", remedy: "Give message ids, or --criteria QUERY. 'mailstead search' shows ids.");
        var found = await call.Operations.SearchMessagesAsync(
            new SearchMessagesRequest(call.Account, criteria, line.GetValue(Folder), most), call.Context, cancellationToken);
        if (found.NextCursor is not null)
            throw new CallerException($"{found.Total} messages match; one command takes {most}.", remedy: "Narrow the query, for example with after: or before:.");
        return [.. found.Messages.Select(m => m.Id)];
    }
}
