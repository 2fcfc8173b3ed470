namespace Mailstead.Operations;

/// <summary>What one call may ask for, and how long it may take.</summary>
internal static class OperationLimits
{
    public static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(60);

    /// <summary>Changes, and reads that may bring an attachment of the largest size.</summary>
    public static readonly TimeSpan ChangeDeadline = TimeSpan.FromSeconds(120);

    /// <summary>Composing: fetch of attachments, submission, the copy to Sent.</summary>
    public static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(300);

    /// <summary>After a call was cut while its mail may be out: time to look in Sent for it.</summary>
    public static readonly TimeSpan LookupDeadline = TimeSpan.FromSeconds(20);

    /// <summary>Characters of any argument that names something (a folder, an id, a label, an address).</summary>
    public const int ArgumentLength = 1_000;

    /// <summary>Characters of a composed body.</summary>
    public const int BodyLength = 500_000;
    public const int ReadIds = 50;
    public const int OrganizeIds = 500;
    public const int SearchLimit = 200;
    public const int ThreadMessages = 100;
    public const int Recipients = 100;
    public const int Attachments = 20;
    public const int MinTokens = 200;
    public const int MaxTokens = 50_000;

    /// <summary>Folders that one answer lists; a server may have any number.</summary>
    public const int ListedFolders = 1_000;

    /// <summary>Names in an error that tells the valid ones.</summary>
    public const int NamesInError = 20;

    /// <summary>Decoded bytes of one attachment, and of all attachments of one composed message.</summary>
    public const int AttachmentBytes = 25 << 20;

    /// <summary>Messages up to this size are fetched whole, in the same round trip as their structure; of larger ones only the text parts.</summary>
    public const int WholeMessageBytes = 256 << 10;

    /// <summary>Bytes of one text part of a large message.</summary>
    public const int TextPartBytes = 1 << 20;

    /// <summary>Candidates whose structure one page may look at for a condition that IMAP cannot search for.</summary>
    public const int ResidualScan = 2_000;

    /// <summary>Candidates looked at beyond a full page, so that small totals are exact.</summary>
    public const int ResidualCount = 500;
}
