using System.Globalization;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>Reads the embedded data files: people, and messages by id.</summary>
internal sealed class SampleScript
{
    private readonly Dictionary<string, SampleAddress> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SampleEntry> _byId = new(StringComparer.Ordinal);

    private SampleScript() { }

    public IReadOnlyCollection<SampleEntry> Entries => _byId.Values;

    public static SampleScript Load()
    {
        var script = new SampleScript();
        var assembly = typeof(SampleScript).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");
            if (resource.EndsWith("people.txt", StringComparison.Ordinal))
                script.ReadPeople(text);
            else if (resource.EndsWith(".mail", StringComparison.Ordinal))
                script.ReadMessages(text, Path.GetFileNameWithoutExtension(resource).Split('.')[^1]);
        }

        return script;
    }

    public SampleEntry this[string id] => _byId[id];

    /// <summary>A key of people.txt, or an address as it stands.</summary>
    public SampleAddress Person(string key) => _people.TryGetValue(key, out var known) ? known : SampleAddress.Parse(key);

    /// <summary>The subject of the thread that the entry belongs to.</summary>
    public string SubjectOf(SampleEntry entry) =>
        entry.Subject ?? (entry.Parent is { } parent && SubjectOf(this[parent]) is var subject
            ? subject.StartsWith("Re: ", StringComparison.Ordinal) ? subject : "Re: " + subject
            : "");

    /// <summary>Message-IDs of all ancestors, the oldest first.</summary>
    public IReadOnlyList<string> References(SampleEntry entry) =>
        entry.Parent is { } parent ? [.. References(this[parent]), MessageId(this[parent])] : [];

    public string MessageId(SampleEntry entry) => $"<{entry.Id}@{Person(entry.From).Domain}>";

    private void ReadPeople(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, address) = Split(line, '=');
            _people.Add(key, SampleAddress.Parse(address));
        }
    }

    private void ReadMessages(string text, string file)
    {
        var number = 0;
        foreach (var block in ("\n" + text).Split("\n@ ", StringSplitOptions.None).Skip(1))
        {
            var end = block.IndexOf("\n\n", StringComparison.Ordinal);
            var lines = block[..end].Split('\n');
            var entry = ReadEntry(lines, block[(end + 2)..].TrimEnd('\n') + "\n", string.Create(CultureInfo.InvariantCulture, $"{file}.{++number}"));
            _byId.Add(entry.Id, entry);
        }
    }

    private static SampleEntry ReadEntry(string[] lines, string body, string defaultId)
    {
        var words = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var entry = new SampleEntry { Age = ReadAge(words[0]), Folder = words[1], Flags = [.. words.Skip(2)], Id = defaultId, Body = body };
        foreach (var line in lines.Skip(1))
        {
            var (name, value) = Split(line, ' ');
            entry = name switch
            {
                "id" => entry with { Id = value },
                "re" => entry with { Parent = value },
                "from" => entry with { From = value },
                "to" => entry with { To = value.Split(", ") },
                "cc" => entry with { Cc = value.Split(", ") },
                "reply-to" => entry with { ReplyTo = value },
                "subject" => entry with { Subject = value },
                "as" => entry with { Form = value },
                "charset" => entry with { Charset = value },
                "encoding" => entry with { Encoding = value },
                "zone" => entry with { Zone = value },
                "noquote" => entry with { Quotes = false },
                "header" => entry with { Headers = [.. entry.Headers, value] },
                "attach" => entry with { Attachments = [.. entry.Attachments, value] },
                _ => throw new FormatException($"Sample mail {entry.Id}: no such line: {line}"),
            };
        }

        return entry.From.Length == 0 ? entry with { From = "me" } : entry;
    }

    /// <summary>"12d4h20m".</summary>
    private static TimeSpan ReadAge(string text)
    {
        var age = TimeSpan.Zero;
        var number = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                number = (number * 10) + (c - '0');
                continue;
            }

            age += c switch
            {
                'd' => TimeSpan.FromDays(number),
                'h' => TimeSpan.FromHours(number),
                'm' => TimeSpan.FromMinutes(number),
                _ => throw new FormatException($"No such unit of age: {text}"),
            };
            number = 0;
        }

        return age;
    }

    private static (string Key, string Value) Split(string line, char separator)
    {
        var at = line.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (line.Trim(), "") : (line[..at].Trim(), line[(at + 1)..].Trim());
    }
}
