using Mailstead.Operations;

namespace Mailstead.Server.Cli;

/// <summary>The steps that 'try' shows and 'try --check' checks, on the sample mailbox.</summary>
internal static class SampleJourney
{
    public const string Query = "northwind";

    /// <summary>The one message of the sample that tries to give orders to agents.</summary>
    public const string HostileQuery = "from:it-desk@evil.example";

    /// <summary>A message of the sample's longest thread.</summary>
    public static async Task<MessageSummary> ThreadMessageAsync(CliCall call, CancellationToken cancellationToken)
    {
        var hits = await call.Operations.SearchMessagesAsync(new SearchMessagesRequest(Query: "subject:Re: " + Query, Limit: 1), call.Context, cancellationToken);
        return hits.Messages[0];
    }

    public static Task<ComposeMessageResult> ReplyAsync(CliCall call, string id, CancellationToken cancellationToken) =>
        call.Operations.ComposeMessageAsync(
            new ComposeMessageRequest("Thank you. I have read the plan and will send my notes by Thursday.", "reply", id), call.Context, cancellationToken);
}
