using System.Text;
using Mailstead.Protocol.Imap.Responses;
using Mailstead.Protocol.Imap.Wire;

namespace Mailstead.Protocol.Imap.Commands;

/// <summary>NAMESPACE (RFC 2342); without the capability: one personal namespace with the delimiter of LIST "" "".</summary>
public sealed class NamespaceCommand() : ImapCommand<ImapNamespaces>, IResponseSink
{
    private const int MaxNamespaces = 1_000;
    private ImapNamespaces? _found;
    private bool _utf8;

    bool IResponseSink.Take(scoped in Untagged response)
    {
        if (response.Kind != UntaggedKind.Namespace)
            return false;
        var reader = response.Body();
        var personal = Read(ref reader);
        reader.Space();
        var others = Read(ref reader);
        reader.Space();
        var shared = Read(ref reader);
        _found = new ImapNamespaces(
            personal is [var first, ..] ? first.Prefix : "", personal is [var own, ..] ? own.Delimiter : null,
            [.. others.Select(n => n.Prefix)], [.. shared.Select(n => n.Prefix)]);
        return true;
    }

    internal override async Task<ImapNamespaces> RunAsync(ImapLine line, CancellationToken cancellationToken)
    {
        _utf8 = line.State.Utf8;
        if (line.Offers("NAMESPACE") || line.Offers("IMAP4REV2"))
        {
            await line.SendAsync("NAMESPACE", line.Write("NAMESPACE"u8), this, cancellationToken);
            if (_found is not null)
                return _found;
        }
        var root = await new ListCommand(pattern: "").StartAsync(line, cancellationToken);
        return new ImapNamespaces("", root is [var entry, ..] ? entry.Delimiter : null, [], []);
    }

    private List<(string Prefix, char? Delimiter)> Read(ref ImapReader reader)
    {
        var found = new List<(string, char?)>();
        if (!reader.TryTake((byte)'('))
        {
            reader.Skip();
            return found;
        }
        while (!reader.TryTake((byte)')'))
        {
            reader.Take('(');
            var prefix = MailboxName.FromWire(reader.AString(), _utf8).Value;
            reader.Space();
            char? delimiter = reader.TryNString(out var quoted) && quoted.Length > 0 ? Encoding.UTF8.GetString(quoted)[0] : null;
            while (reader.TrySpace())
                reader.Skip();
            reader.Take(')');
            reader.TrySpace();
            found.Add((prefix, delimiter));
            if (found.Count > MaxNamespaces)
                throw reader.Broken("there are more namespaces than is accepted");
        }
        return found;
    }
}
