namespace Mailstead.Operations;

/// <summary>The face for doors: each call goes through the pipeline. Nothing else is offered to a door.</summary>
public sealed class MailOperations
{
    internal MailOperations() { }
    public Task<ListAccountsResult> ListAccountsAsync(ListAccountsRequest request, OperationContext context, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<ListFoldersResult> ListFoldersAsync(ListFoldersRequest request, OperationContext context, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<SearchMessagesResult> SearchMessagesAsync(SearchMessagesRequest request, OperationContext context, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<ReadMessagesResult> ReadMessagesAsync(ReadMessagesRequest request, OperationContext context, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<ReadThreadResult> ReadThreadAsync(ReadThreadRequest request, OperationContext context, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<GetAttachmentResult> GetAttachmentAsync(GetAttachmentRequest request, OperationContext context, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<OrganizeMessagesResult> OrganizeMessagesAsync(OrganizeMessagesRequest request, OperationContext context, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<ComposeMessageResult> ComposeMessageAsync(ComposeMessageRequest request, OperationContext context, CancellationToken cancellationToken) => throw new NotImplementedException();
}
