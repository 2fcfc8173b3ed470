using Mailstead.Mime.Composing;
using Mailstead.Operations.Reading;
using Mailstead.Protocol.Errors;

namespace Mailstead.Operations.Composing;

/// <summary>Brings what is to be attached, within one bound for all together.</summary>
internal sealed class AttachmentReader(AttachmentFetch fetch)
{
    private static readonly Dictionary<string, string> TypesByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain", [".csv"] = "text/csv", [".html"] = "text/html", [".ics"] = "text/calendar", [".md"] = "text/markdown",
        [".json"] = "application/json", [".xml"] = "application/xml", [".pdf"] = "application/pdf", [".zip"] = "application/zip",
        [".doc"] = "application/msword", [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xls"] = "application/vnd.ms-excel", [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation", [".odt"] = "application/vnd.oasis.opendocument.text",
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp", [".svg"] = "image/svg+xml",
        [".mp3"] = "audio/mpeg", [".mp4"] = "video/mp4", [".eml"] = "message/rfc822",
    };

    public async Task<IReadOnlyList<DraftAttachment>> ReadAsync(PlannedMessage planned, OperationContext context, CancellationToken cancellationToken)
    {
        var read = new List<DraftAttachment>();
        var total = 0L;
        foreach (var source in planned.Attachments)
        {
            var fetched = await fetch.GetAsync(source.Message, source.Part, cancellationToken);
            Keep(new(fetched.Name, fetched.MediaType, fetched.Content));
        }

        foreach (var path in planned.LocalFiles)
        {
            Keep(await FileAsync(path, cancellationToken));
        }

        return read;

        void Keep(DraftAttachment attachment)
        {
            total += attachment.Content.Length;
            if (total > OperationLimits.AttachmentBytes)
            {
                throw TooLarge();
            }

            read.Add(attachment);
            context.Progress?.Report(new(read.Count, planned.Attachments.Count + planned.LocalFiles.Count, "attaching"));
        }
    }

    private static async Task<DraftAttachment> FileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path).Length > OperationLimits.AttachmentBytes)
            {
                throw TooLarge();
            }

            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            return new(Path.GetFileName(path), TypesByExtension.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"), content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CallerException($"The file '{Path.GetFileName(path)}' cannot be read.", remedy: "Check that it exists and may be read.");
        }
    }

    private static CallerException TooLarge() =>
        new($"The attachments have more than {OperationLimits.AttachmentBytes} octets together.", ErrorCodes.MessageTooLarge, "Send fewer or smaller files, or a link.");
}
