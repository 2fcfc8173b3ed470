using System.Text;

namespace Mailstead.Sandbox.Faults;

/// <summary>One way to misbehave. Where nothing else is said the command is not carried out.</summary>
public abstract record FaultAction
{
    private FaultAction() { }

    /// <summary>Closes the connection without an answer.</summary>
    /// <param name="Reset">By RST instead of FIN.</param>
    public sealed record Drop(bool Reset = false) : FaultAction;

    /// <summary>Carries the command out and closes the connection before any of the answer is sent.</summary>
    public sealed record DropAfterwards : FaultAction;

    /// <summary>Says nothing for that long, then carries on as if nothing had been; null: until the client leaves.</summary>
    public sealed record Stall(TimeSpan? For = null) : FaultAction;

    /// <summary>Sends these bytes in place of the answer. The connection stays open.</summary>
    public sealed record Send(ReadOnlyMemory<byte> Bytes) : FaultAction
    {
        public Send(string text) : this(Encoding.UTF8.GetBytes(text)) { }
    }

    /// <summary>Sends these bytes, then the true answer.</summary>
    public sealed record SendFirst(ReadOnlyMemory<byte> Bytes) : FaultAction
    {
        public SendFirst(string text) : this(Encoding.UTF8.GetBytes(text)) { }
    }

    /// <summary>Refuses. IMAP: <paramref name="Status"/> NO or BAD, <paramref name="Code"/> a response code without brackets. SMTP: the three digits and an enhanced status code.</summary>
    public sealed record Answer(string Status, string Text, string? Code = null) : FaultAction;

    /// <summary>IMAP: * BYE; SMTP: 421. Then closes.</summary>
    public sealed record Bye(string Text) : FaultAction;

    /// <summary>The true answer, cut after so many bytes of it.</summary>
    public sealed record CutAfter(int Bytes) : FaultAction;

    /// <summary>The true answer, cut so many bytes into its first literal (IMAP).</summary>
    public sealed record CutInLiteral(int Bytes) : FaultAction;

    /// <summary>The true answer under a tag that nobody sent (IMAP).</summary>
    public sealed record WrongTag : FaultAction;

    /// <summary>The true answer, a byte at a time.</summary>
    public sealed record Trickle(TimeSpan Interval) : FaultAction;

    /// <summary>Never answers, but keeps saying so: "* OK still working" (IMAP) or "250-still working" (SMTP).</summary>
    public sealed record Chatter(TimeSpan Interval) : FaultAction;
}
