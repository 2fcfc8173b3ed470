using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp;

/// <summary>completion/complete: account and folder names that begin with, or contain, what was typed.</summary>
internal sealed class CompletionHandler(StdioBinding binding)
{
    /// <summary>The specification's most for one answer.</summary>
    private const int MaxValues = 100;

    public ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken cancellationToken)
    {
        var parameters = request.Params ?? throw new McpProtocolException("completion/complete needs params.", McpErrorCode.InvalidParams);
        return binding.CallAsync(request.Server, progress: null, call => CompleteAsync(parameters, call, cancellationToken));
    }

    private static async Task<CompleteResult> CompleteAsync(CompleteRequestParams parameters, McpCall call, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(parameters, call, cancellationToken);
        var typed = parameters.Argument.Value;
        var hits = names.Where(n => n.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(n => n.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ToList();
        return new CompleteResult
        {
            Completion = new Completion { Values = [.. hits.Take(MaxValues)], Total = hits.Count, HasMore = hits.Count > MaxValues },
        };
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(CompleteRequestParams parameters, McpCall call, CancellationToken cancellationToken)
    {
        try
        {
            return parameters.Argument.Name switch
            {
                "account" => await AccountsAsync(call, cancellationToken),
                "folder" => await FoldersAsync(parameters, call, cancellationToken),
                _ => [],
            };
        }
        catch (MailException error)
        {
            throw ErrorAnswer.Protocol(error);
        }
    }

    private static async Task<IReadOnlyList<string>> AccountsAsync(McpCall call, CancellationToken cancellationToken)
    {
        var result = await call.Operations.ListAccountsAsync(new ListAccountsRequest(), call.Context, cancellationToken);
        return [.. result.Accounts.Select(a => a.Account)];
    }

    private static async Task<IReadOnlyList<string>> FoldersAsync(CompleteRequestParams parameters, McpCall call, CancellationToken cancellationToken)
    {
        var account = parameters.Context?.Arguments?.TryGetValue("account", out var chosen) == true && chosen.Length > 0 ? chosen : null;
        var result = await call.Operations.ListFoldersAsync(new ListFoldersRequest(account, WithCounts: false), call.Context, cancellationToken);
        return [.. result.Folders.Where(f => f.IsSelectable).Select(f => f.Name)];
    }
}
