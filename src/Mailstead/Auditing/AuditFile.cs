using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Mailstead.Errors;

namespace Mailstead.Auditing;

/// <summary>The trail as JSON lines in a file of mode 0600. Several processes may write one file: each line is one append.</summary>
public sealed class AuditFile(AuditFileOptions options, TimeProvider time) : IAuditTrail
{
    /// <summary>Characters of one fact and facts of one line: a line stays far under the size that appends whole.</summary>
    private const int MaxFact = 2_000;
    private const int MaxFacts = 20;
    private readonly AppendOnlyFile _file = new(options.Path);

    public ValueTask<AuditTicket> OpenAsync(AuditOpening opening, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = new AuditTicket(RandomNumberGenerator.GetHexString(16, lowercase: true), opening, time.GetTimestamp());
        if (opening.IsChange && !TryWrite(Line(ticket, "begin") with { Facts = Bounded(opening.Facts) }, out var cause))
            throw new PolicyException(DomainCodes.AuditUnavailable,
                $"The change was not made, because the audit file cannot be written ({cause}).", "Free space or fix the permissions of the audit file, then repeat the call.");
        return ValueTask.FromResult(ticket);
    }

    /// <remarks>Ignores the token: what was done gets written down.</remarks>
    public ValueTask<bool> CloseAsync(AuditTicket ticket, AuditOutcome outcome, CancellationToken cancellationToken)
    {
        var line = Line(ticket, "end") with
        {
            Code = outcome.Code,
            Ms = (long)time.GetElapsedTime(ticket.StartedAt).TotalMilliseconds,
            Facts = Bounded(outcome.Facts),
        };
        return ValueTask.FromResult(TryWrite(line, out _));
    }

    private AuditLine Line(AuditTicket ticket, string phase) => new(
        time.GetUtcNow(), ticket.Id, phase, ticket.Opening.Operation, ticket.Opening.Door,
        ticket.Opening.Session.Value is { Length: >= 8 } id ? id[..8] : "", ticket.Opening.Account?.Value, ticket.Opening.Decision);

    private static Dictionary<string, string>? Bounded(IReadOnlyDictionary<string, string>? facts) =>
        facts is null or { Count: 0 } ? null : facts.OrderBy(f => f.Key, StringComparer.Ordinal).Take(MaxFacts)
            .ToDictionary(f => f.Key, f => f.Value.Length > MaxFact ? f.Value[..MaxFact] + "..." : f.Value, StringComparer.Ordinal);

    private bool TryWrite(AuditLine line, out string? cause)
    {
        try
        {
            _file.Append([.. JsonSerializer.SerializeToUtf8Bytes(line, AuditJson.Default.AuditLine), (byte)'\n'], out var length);
            cause = null;
            if (length > options.MaxFileBytes) Rotate();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            cause = e is UnauthorizedAccessException ? "permission denied" : "input/output error";
            return false;
        }
    }

    /// <summary>One rename(2) to a name that is new: two processes that rotate at once make two files and lose nothing. (A move that must not overwrite is a link and an unlink, and the unlink could hit the file that another process has begun since.) A failure leaves a long file and is tried again with the next line.</summary>
    private void Rotate()
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(options.Path))!;
        var name = Path.GetFileNameWithoutExtension(options.Path);
        var extension = Path.GetExtension(options.Path);
        try
        {
            if (new FileInfo(options.Path) is not { Exists: true } current || current.Length <= options.MaxFileBytes) return; // another process was first
            var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
            File.Move(options.Path, Path.Combine(directory, $"{name}-{stamp}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}{extension}"), overwrite: true);
            var rotated = Directory.GetFiles(directory, $"{name}-*-????????{extension}");
            Array.Sort(rotated, StringComparer.Ordinal);
            foreach (var old in rotated.SkipLast(options.MaxRotatedFiles)) File.Delete(old);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The line is written, and the file is only longer than it should be.
        }
    }
}
