using Mailstead.Errors;
using Mailstead.Protocol.Errors;

namespace Mailstead.Operations.Composing;

/// <summary>What this process composed a while ago, so that a repeated call gets the first one's answer instead of a second mail. Calls that run at the same time share one.</summary>
internal sealed class SentLedger(TimeProvider time)
{
    /// <summary>The same content without a key is the same call within this time.</summary>
    private static readonly TimeSpan SameContent = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SameKey = TimeSpan.FromHours(24);
    private const int MaxEntries = 2_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <param name="key">The caller's idempotency key; null: the content is its own.</param>
    /// <param name="content">Hash of all that makes the mail what it is.</param>
    /// <exception cref="CallerException">idempotency_conflict: the key was used for another mail.</exception>
    public async Task<ComposeMessageResult> OnceAsync(AccountId account, string? key, string content, Func<Task<ComposeMessageResult>> act, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (entry, isFirst) = Enter(account, key, content);
            if (isFirst)
            {
                return await LeadAsync(entry, act);
            }

            try
            {
                return await entry.Answer.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The call that led was cancelled before anything left: this one takes its place.
            }
        }
    }

    private async Task<ComposeMessageResult> LeadAsync(Entry entry, Func<Task<ComposeMessageResult>> act)
    {
        try
        {
            var result = await act();
            entry.Answer.SetResult(result);
            return result;
        }
        catch (Exception e)
        {
            // Nothing was sent or saved: a later call may try again.
            Leave(entry);
            if (e is OperationCanceledException)
            {
                entry.Answer.SetCanceled(CancellationToken.None);
            }
            else
            {
                entry.Answer.SetException(e);
                _ = entry.Answer.Task.Exception;
            }

            throw;
        }
    }

    private (Entry Entry, bool IsFirst) Enter(AccountId account, string? key, string content)
    {
        var byContent = $"c:{account}:{content}";
        var byKey = key is null ? null : $"k:{account}:{key}";
        lock (_lock)
        {
            Forget();
            if (byKey is not null)
            {
                if (_entries.TryGetValue(byKey, out var keyed))
                {
                    return string.Equals(keyed.Content, content, StringComparison.Ordinal)
                        ? (keyed, false)
                        : throw new CallerException("'idempotency_key' was used for another message.", DomainCodes.IdempotencyConflict, "Use a new key for a new message.");
                }
            }
            else if (_entries.TryGetValue(byContent, out var same) && time.GetUtcNow() - same.At < SameContent)
            {
                return (same, false);
            }

            var entry = new Entry(content, time.GetUtcNow());
            _entries[byContent] = entry;
            if (byKey is not null)
            {
                _entries[byKey] = entry;
            }

            return (entry, true);
        }
    }

    private void Leave(Entry entry)
    {
        lock (_lock)
        {
            foreach (var name in _entries.Where(e => e.Value == entry).Select(e => e.Key).ToArray())
            {
                _entries.Remove(name);
            }
        }
    }

    /// <summary>Drops what is too old, and the oldest finished ones past the bound.</summary>
    private void Forget()
    {
        var now = time.GetUtcNow();
        var stale = _entries.Where(e => now - e.Value.At >= (e.Key[0] == 'k' ? SameKey : SameContent) && e.Value.Answer.Task.IsCompleted).Select(e => e.Key);
        var surplus = _entries.Where(e => e.Value.Answer.Task.IsCompleted).OrderBy(e => e.Value.At).Select(e => e.Key).Take(Math.Max(0, _entries.Count - MaxEntries));
        foreach (var name in stale.Concat(_entries.Count > MaxEntries ? surplus : []).ToArray())
        {
            _entries.Remove(name);
        }
    }

    private sealed class Entry(string content, DateTimeOffset at)
    {
        public string Content { get; } = content;
        public DateTimeOffset At { get; } = at;
        public TaskCompletionSource<ComposeMessageResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
