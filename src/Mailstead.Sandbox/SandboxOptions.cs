namespace Mailstead.Sandbox;

public sealed record SandboxOptions
{
    /// <summary>False: an empty mailbox with its folders.</summary>
    public bool WithSampleMail { get; init; } = true;

    /// <summary>What the IMAP server announces; null: all it can. What is not announced is not understood either, so that fallbacks can be tested.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>The lines after EHLO; null: all it can.</summary>
    public IReadOnlyList<string>? SmtpExtensions { get; init; }

    /// <summary>The newest sample message is a few minutes old by this clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
    public SandboxLimits Limits { get; init; } = SandboxLimits.Default;
}
