using Mailstead.Mime.Addresses;
using Mailstead.Mime.Parsing;
using Mailstead.Operations.Folders;
using Mailstead.Protocol.Imap;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Safety;

namespace Mailstead.Operations.Reading;

/// <summary>From messages to what doors show. Every string of a mail passes through <see cref="UntrustedText"/> here.</summary>
internal static class MessageViews
{
    public const int SubjectLength = 500;
    public const int AddressLength = 320;

    /// <summary>Addresses of one header that an answer shows.</summary>
    private const int ShownAddresses = 50;
    private const int ShownAttachments = 100;
    private const int ShownFlags = 50;
    private static readonly Flag Junk = new("$Junk");

    /// <param name="body">The slice of the body that this answer has room for.</param>
    public static MessageView Of(LoadedMessage loaded, BodyView view, string body, bool truncated)
    {
        var (located, data, parts, message) = loaded;
        var flags = data.Flags ?? [];
        return new MessageView(
            located.Id, located.Folder.ShownName, located.Uid.Value, Clean(message.MessageId, AddressLength),
            Shown(First(message.From)), Shown(message.To), Shown(message.Cc), Shown(message.Bcc),
            UntrustedText.Line(message.Subject, SubjectLength), body, data.InternalDate?.ToUnixTimeMilliseconds() ?? 0,
            flags.Contains(Flag.Seen), flags.Contains(Flag.Flagged), flags.Contains(Flag.Deleted),
            located.Folder.Type == FolderType.Spam || flags.Contains(Junk),
            located.Folder.Type == FolderType.Drafts || flags.Contains(Flag.Draft),
            located.Folder.Type == FolderType.Sent,
            parts.Attachments.Count, data.Size ?? 0,
            [.. flags.Take(ShownFlags).Select(f => UntrustedText.Line(f.Name, 100))],
            [.. parts.Attachments.Take(ShownAttachments).Select(Of)],
            [.. view.Links.Where(l => body.Contains(Mark(l), StringComparison.Ordinal)).Select(l => new LinkView(l.N, l.Text, l.Url, l.Mismatch))],
            view.HiddenRemoved, view.Folded, truncated, Warnings(loaded, view),
            message.ReplyTo.Count > 0 ? Shown(message.ReplyTo[0]) : null,
            message.Date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    public static MessageSummary Summary(LocatedMessage located, FetchData data)
    {
        var flags = data.Flags ?? [];
        var envelope = data.Envelope;
        return new MessageSummary(
            located.Id, Shown(First(envelope?.From)), envelope is null ? [] : Shown(envelope.To),
            UntrustedText.Line(envelope?.Subject ?? "", SubjectLength), data.InternalDate ?? default,
            flags.Contains(Flag.Seen), flags.Contains(Flag.Flagged), flags.Contains(Flag.Answered),
            located.Folder.Type == FolderType.Drafts || flags.Contains(Flag.Draft),
            MessageParts.Of(data.BodyStructure).Attachments.Count, data.Size ?? 0,
            [.. flags.Where(f => !f.IsSystem).Take(ShownFlags).Select(f => UntrustedText.Line(f.Name, 100))]);
    }

    public static AttachmentView Of(BodyStructure part) => new(part.Section, NameOf(part), UntrustedText.Line(part.MediaType, 100), DecodedSize(part));

    /// <summary>BODYSTRUCTURE tells encoded octets; base64 in lines of 76 carries 57 octets in 78 (RFC 2045 section 6.8).</summary>
    private static uint DecodedSize(BodyStructure part) =>
        string.Equals(part.Encoding, "base64", StringComparison.OrdinalIgnoreCase) ? (uint)(part.Octets * 57L / 78) : part.Octets;

    public static string NameOf(BodyStructure part) => SafeFileName.Of(part.FileName, part.MediaType);

    public static string Shown(MailAddress? address) => address is null ? "" : UntrustedText.Address(address, AddressLength);

    public static MailAddress? First(IReadOnlyList<MailAddress>? addresses) => addresses is { Count: > 0 } ? addresses[0] : null;

    private static string[] Shown(IReadOnlyList<MailAddress> addresses) => [.. addresses.Take(ShownAddresses).Select(Shown)];

    private static string? Clean(string? text, int length) => text is null ? null : UntrustedText.Line(text, length);

    private static string[] Warnings(LoadedMessage loaded, BodyView view)
    {
        var warnings = new List<string>(view.Warnings);
        if (loaded.Parts.Plain?.Octets > OperationLimits.TextPartBytes || loaded.Parts.Html?.Octets > OperationLimits.TextPartBytes)
        {
            warnings.Add("text_part_cut");
        }

        warnings.AddRange(loaded.Message.Defects.Select(d => NameOf(d.Kind)).Distinct(StringComparer.Ordinal));
        return [.. warnings.Distinct(StringComparer.Ordinal)];
    }

    private static string Mark(MailLink link) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{link.N}]");

    /// <summary>BadBase64 as bad_base64.</summary>
    private static string NameOf(MimeDefectKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
