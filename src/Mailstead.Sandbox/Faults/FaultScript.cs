namespace Mailstead.Sandbox.Faults;

/// <summary>The rules of one server, with how often each has matched. Thread-safe; rules may be added while it serves.</summary>
public sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly List<(FaultRule Rule, int Seen)> _rules = [];

    public FaultScript Add(FaultRule rule)
    {
        lock (_gate)
            _rules.Add((rule, 0));
        return this;
    }

    public FaultScript Add(string when, FaultAction action) => Add(new FaultRule(when, action));

    public void Clear()
    {
        lock (_gate)
            _rules.Clear();
    }

    /// <summary>Every matching rule counts the command; the first that is due acts.</summary>
    internal FaultAction? Take(string command)
    {
        FaultAction? due = null;
        lock (_gate)
        {
            for (var i = 0; i < _rules.Count; i++)
            {
                var (rule, seen) = _rules[i];
                if (!Matches(rule.When, command))
                    continue;
                _rules[i] = (rule, ++seen);
                if (seen >= rule.Nth && seen - rule.Nth < rule.Times)
                    due ??= rule.Do;
            }
        }

        return due;
    }

    // Words match whole: "MAIL" is not the start of "MAILBOX".
    private static bool Matches(string when, string command) =>
        command.StartsWith(when, StringComparison.OrdinalIgnoreCase)
        && (command.Length == when.Length || !char.IsAsciiLetterOrDigit(command[when.Length]) || !char.IsAsciiLetterOrDigit(when[^1]));
}
