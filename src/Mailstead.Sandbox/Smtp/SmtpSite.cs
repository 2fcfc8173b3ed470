using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Mailstead.Sandbox.Faults;
using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Smtp;

/// <summary>What all SMTP sessions share: where mail goes, what was received, what is announced.</summary>
internal sealed class SmtpSite(MailStore store, FaultScript faults, SandboxLimits limits, IReadOnlyList<string>? extensions, TimeProvider time)
{
    private ImmutableList<SandboxTransaction> _received = [];

    public FaultScript Faults { get; } = faults;
    public SandboxLimits Limits { get; } = limits;
    public TimeProvider Time { get; } = time;
    public IReadOnlyList<SandboxTransaction> Received => Volatile.Read(ref _received);

    public IReadOnlyList<string> Extensions { get; } = extensions ??
    [
        "PIPELINING", string.Create(CultureInfo.InvariantCulture, $"SIZE {limits.MaxMessageBytes}"), "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN",
    ];

    /// <summary>Whether a parameter of MAIL belongs to an announced extension.</summary>
    public bool Knows(string parameter)
    {
        var needs = parameter.Split('=')[0].ToUpperInvariant() switch
        {
            "SIZE" => "SIZE",
            "BODY" => "8BITMIME",
            "SMTPUTF8" => "SMTPUTF8",
            "AUTH" => "AUTH",
            _ => null,
        };
        return needs is not null && Extensions.Any(e => string.Equals(e.Split(' ')[0], needs, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Takes or refuses a message and records it either way; returns the reply.</summary>
    public string Receive(SmtpEnvelopeState envelope, ReceivedData data)
    {
        var reply = data.Problem;
        if (reply is null && !envelope.EightBit && !Ascii.IsValid(data.Message))
            reply = "550 5.6.1 8-bit content without BODY=8BITMIME";
        if (reply is null && Received.Count >= Limits.MaxRecordedTransactions)
            reply = "452 4.3.1 The sandbox has recorded all it can";
        try
        {
            if (reply is null && envelope.Recipients.Any(SandboxOwner.Owns))
                Deliver(envelope, data.Message);
            reply ??= string.Create(CultureInfo.InvariantCulture, $"250 2.0.0 Taken as {Received.Count + 1}");
        }
        catch (StoreRefusedException e)
        {
            reply = $"452 4.2.2 {e.Message}";
        }

        var transaction = new SandboxTransaction(envelope.From, envelope.Recipients, envelope.Parameters, data.Wire, data.Message, reply);
        if (Received.Count < Limits.MaxRecordedTransactions)
            ImmutableInterlocked.Update(ref _received, (list, item) => list.Add(item), transaction);
        return reply;
    }

    private void Deliver(SmtpEnvelopeState envelope, byte[] message)
    {
        var now = Time.GetLocalNow();
        // RFC 5321 section 4.4: the last server adds Return-Path, every server a Received.
        var trace = string.Create(CultureInfo.InvariantCulture,
            $"Return-Path: <{envelope.From}>\r\nReceived: from [127.0.0.1] by sandbox.example with {(envelope.Utf8 ? "UTF8SMTPA" : "ESMTPA")};\r\n\t{now:ddd, d MMM yyyy HH:mm:ss} {now.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}\r\n");
        var inbox = store.Find(MailStore.Inbox) ?? throw new InvalidOperationException("INBOX cannot be deleted.");
        store.Append(inbox, [.. Encoding.UTF8.GetBytes(trace), .. message], now, []);
    }
}
