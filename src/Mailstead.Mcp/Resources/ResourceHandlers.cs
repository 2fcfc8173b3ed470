using Mailstead.Mcp.Rendering;
using Mailstead.Mcp.SessionBinding;
using Mailstead.Operations;
using Mailstead.Protocol.Errors;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mailstead.Mcp.Resources;

/// <summary>resources/read, through the same operations as the tools.</summary>
internal sealed class ResourceHandlers(StdioBinding binding)
{
    private const int MaxTokens = 20_000;

    /// <summary>Bytes of an attachment that travel inside a JSON answer; larger ones are saved by get_attachment.</summary>
    private const int MaxBlobBytes = 1 << 20;

    public ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken) =>
        binding.CallAsync(request.Server, request.Params?.ProgressToken, call => ReadAsync(request.Params?.Uri ?? "", call, cancellationToken));

    private static async Task<ReadResourceResult> ReadAsync(string uri, McpCall call, CancellationToken cancellationToken)
    {
        try
        {
            var contents = uri.StartsWith(ResourceTemplates.MessagePrefix, StringComparison.Ordinal)
                ? await MessageAsync(uri, call, cancellationToken)
                : await AttachmentAsync(uri, call, cancellationToken);
            return new ReadResourceResult { Contents = [contents], CacheScope = CacheScope.Private, TimeToLive = TimeSpan.Zero };
        }
        catch (MailException error)
        {
            throw ErrorAnswer.Protocol(error);
        }
    }

    private static async Task<ResourceContents> MessageAsync(string uri, McpCall call, CancellationToken cancellationToken)
    {
        var id = Uri.UnescapeDataString(uri[ResourceTemplates.MessagePrefix.Length..]);
        var result = await call.Operations.ReadMessagesAsync(new ReadMessagesRequest([id], MaxTokens), call.Context, cancellationToken);
        if (result.Errors is [var error, ..]) throw new McpProtocolException($"{error.Code}: {error.Message}", McpErrorCode.InvalidParams);
        return new TextResourceContents { Uri = uri, MimeType = "text/plain", Text = Fence.New().Around(MessageText.Of(result.Messages[0])) };
    }

    private static async Task<ResourceContents> AttachmentAsync(string uri, McpCall call, CancellationToken cancellationToken)
    {
        var path = uri.StartsWith(ResourceTemplates.AttachmentPrefix, StringComparison.Ordinal) ? uri[ResourceTemplates.AttachmentPrefix.Length..] : "";
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0) throw new CallerException("There is no resource of that name.", remedy: "Use mailstead://message/ID or mailstead://attachment/ID/PART.");
        var part = Uri.UnescapeDataString(path[(slash + 1)..]);
        var request = new GetAttachmentRequest(Uri.UnescapeDataString(path[..slash]), part, MaxTokens: MaxTokens, WithContent: true);
        var result = await call.Operations.GetAttachmentAsync(request, call.Context, cancellationToken);
        if (result.Text is { } text) return new TextResourceContents { Uri = uri, MimeType = result.Type, Text = Fence.New().Around(text) };
        if (result.Content is not { } content || content.Length > MaxBlobBytes)
            throw new CallerException($"{result.Name} has {result.Size} bytes, more than fits here.", remedy: "Save it with get_attachment and save: true.");
        return BlobResourceContents.FromBytes(content, uri, result.Type);
    }
}
