namespace Mailstead.Mime.Headers;

/// <summary>Whether a program sent a message, by Auto-Submitted (RFC 3834 section 5, RFC 5436 for notified).</summary>
public enum AutoSubmission
{
    /// <summary>The field is absent or says "no": as far as it tells, a person.</summary>
    No,
    Generated,
    Replied,
    Notified,

    /// <summary>A word not known here. RFC 3834 section 5: still a program.</summary>
    Other,
}
