namespace Mailstead.Sandbox.SampleMail;

/// <summary>One message as the data files describe it; see Data/README.md for the form.</summary>
internal sealed record SampleEntry
{
    public required TimeSpan Age { get; init; }
    public required string Folder { get; init; }
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Left side of the Message-ID, and the name by which others refer to it.</summary>
    public required string Id { get; init; }
    public string From { get; init; } = "";
    public IReadOnlyList<string> To { get; init; } = [];
    public IReadOnlyList<string> Cc { get; init; } = [];
    public string? ReplyTo { get; init; }
    public string? Subject { get; init; }

    /// <summary>Id of the message that this one answers.</summary>
    public string? Parent { get; init; }
    public bool Quotes { get; init; } = true;

    /// <summary>plain, flowed, rich (text and HTML from light mark-up), html (as written), digest, raw.</summary>
    public string Form { get; init; } = "plain";
    public string Charset { get; init; } = "utf-8";

    /// <summary>7bit, 8bit, qp, base64; null: what suits the text.</summary>
    public string? Encoding { get; init; }
    public string? Zone { get; init; }
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>"kind name | line | line".</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];
    public required string Body { get; init; }
}
