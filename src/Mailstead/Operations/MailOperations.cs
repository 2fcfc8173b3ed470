using Mailstead.Accounts;
using Mailstead.Auditing;
using Mailstead.Connections;
using Mailstead.Operations.Composing;
using Mailstead.Operations.Folders;
using Mailstead.Operations.Reading;
using Mailstead.Safety;
using Mailstead.Sessions;

namespace Mailstead.Operations;

/// <summary>The face for doors: each call goes through the pipeline. Nothing else is offered to a door.</summary>
public sealed class MailOperations
{
    private readonly OperationPipeline _pipeline;
    private readonly ListAccounts _listAccounts;
    private readonly ListFolders _listFolders;
    private readonly SearchMessages _searchMessages;
    private readonly ReadMessages _readMessages;
    private readonly ReadThread _readThread;
    private readonly GetAttachment _getAttachment;
    private readonly OrganizeMessages _organizeMessages;
    private readonly ComposeMessage _composeMessage;

    private MailOperations(IAccountRegistry accounts, IMailConnections connections, SessionRegistry sessions, IAuditTrail audit, TimeProvider time, DownloadJail downloads)
    {
        var catalogs = new FolderCatalogs(connections, time);
        var locator = new MessageLocator(accounts, catalogs);
        var loader = new MessageLoader(connections);
        var attachments = new AttachmentFetch(connections);
        _pipeline = new(sessions, audit, time);
        _listAccounts = new(accounts, connections);
        _listFolders = new(accounts, connections, catalogs, time);
        _searchMessages = new(accounts, connections, catalogs, time);
        _readMessages = new(locator, loader);
        _readThread = new(locator, loader, new(connections, catalogs));
        _getAttachment = new(locator, attachments, downloads);
        _organizeMessages = new(connections, catalogs, locator);
        _composeMessage = new(
            new(accounts, locator, loader, time), new(attachments), new(connections, new(connections, catalogs), time), new(time));
    }

    /// <param name="downloads">Where get_attachment saves, and nowhere else.</param>
    public static MailOperations Create(IAccountRegistry accounts, IMailConnections connections, SessionRegistry sessions, IAuditTrail audit, TimeProvider time, DownloadJail downloads) =>
        new(accounts, connections, sessions, audit, time, downloads);

    public Task<ListAccountsResult> ListAccountsAsync(ListAccountsRequest request, OperationContext context, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_listAccounts, request, context, cancellationToken);

    public Task<ListFoldersResult> ListFoldersAsync(ListFoldersRequest request, OperationContext context, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_listFolders, request, context, cancellationToken);

    public Task<SearchMessagesResult> SearchMessagesAsync(SearchMessagesRequest request, OperationContext context, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_searchMessages, request, context, cancellationToken);

    public Task<ReadMessagesResult> ReadMessagesAsync(ReadMessagesRequest request, OperationContext context, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_readMessages, request, context, cancellationToken);

    public Task<ReadThreadResult> ReadThreadAsync(ReadThreadRequest request, OperationContext context, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_readThread, request, context, cancellationToken);

    public Task<GetAttachmentResult> GetAttachmentAsync(GetAttachmentRequest request, OperationContext context, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_getAttachment, request, context, cancellationToken);

    public Task<OrganizeMessagesResult> OrganizeMessagesAsync(OrganizeMessagesRequest request, OperationContext context, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_organizeMessages, request, context, cancellationToken);

    public Task<ComposeMessageResult> ComposeMessageAsync(ComposeMessageRequest request, OperationContext context, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_composeMessage, request, context, cancellationToken);
}
