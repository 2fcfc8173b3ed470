namespace Mailstead.Sandbox;

public sealed record SandboxOptions
{
    /// <summary>False: an empty mailbox with its folders.</summary>
    public bool WithSampleMail { get; init; } = true;

    /// <summary>What the server announces; null: all it can.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
