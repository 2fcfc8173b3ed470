using System.Text;
using Mailstead.Mime.Addresses;
using Mailstead.Mime.Headers;

namespace Mailstead.Mime.Composing;

/// <summary>
/// Writes header fields. The only place where text becomes header bytes, and every way in goes through <see cref="Refuse"/>:
/// no value can end its line. Lines fold under 78 characters where the grammar has a blank (RFC 5322 section 2.1.1).
/// </summary>
internal sealed class HeaderWriter(Stream output)
{
    private const int FoldAt = 76;

    /// <exception cref="FormatException">Names the field.</exception>
    public static void Refuse(string field, string value)
    {
        if (value.AsSpan().ContainsAny("\r\n\0")) throw new FormatException($"{field} must not contain CR, LF or NUL.");
    }

    public void Line() => output.Write("\r\n"u8);

    /// <summary>Free text: as it is when it is plain ASCII and folds to exactly itself, else in encoded words.</summary>
    public void Unstructured(string field, string value)
    {
        Refuse(field, value);
        Write(field, IsPlain(value) ? value.Split(' ') : EncodedWordWriter.Write(value, FoldAt - field.Length - 2));
    }

    /// <summary>A field of the caller's own, whose grammar is unknown: ASCII is left as it stands even when a word is too long to fold.</summary>
    public void Extra(string field, string value)
    {
        Refuse(field, value);
        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && value.Split(' ').All(word => word.Length is > 0 and < 900)) Write(field, value.Split(' '));
        else Unstructured(field, value);
    }

    /// <summary>One word that is known to be safe and to fit a line.</summary>
    public void Token(string field, string value) => Write(field, value.Split(' '));

    public void Addresses(string field, IReadOnlyList<MailAddress> addresses)
    {
        if (addresses.Count == 0) return;
        var words = new List<string>();
        for (var i = 0; i < addresses.Count; i++)
        {
            var pieces = Mailbox(field, addresses[i]);
            if (i < addresses.Count - 1) pieces[^1] += ",";
            words.AddRange(pieces);
        }
        Write(field, words);
    }

    public void Ids(string field, IEnumerable<string> ids)
    {
        var words = new List<string>();
        foreach (var id in ids)
        {
            Refuse(field, id);
            if (!MessageIds.IsWritable(id)) throw new FormatException($"{field} needs message ids without brackets, blanks and non-ASCII characters.");
            words.Add($"<{id}>");
        }
        if (words.Count > 0) Write(field, words);
    }

    public void Parameterised(string field, string value, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var words = new List<string> { value };
        foreach (var (name, text) in parameters)
        {
            Refuse(field, text);
            foreach (var piece in ParameterWriter.Write(name, text))
            {
                words[^1] += ";";
                words.Add(piece);
            }
        }
        Write(field, words);
    }

    private static List<string> Mailbox(string field, MailAddress address)
    {
        Refuse(field, address.DisplayName);
        Refuse(field, address.Address);
        string wire;
        try
        {
            wire = address.WireAddress;
        }
        catch (FormatException e)
        {
            throw new FormatException($"{field}: {e.Message}", e);
        }
        if (address.DisplayName.Length == 0) return [wire];
        return [.. Phrase(address.DisplayName, FoldAt - field.Length - 2), $"<{wire}>"];
    }

    /// <param name="room">What fits beside the field name, where the first word may come to stand.</param>
    private static IEnumerable<string> Phrase(string name, int room)
    {
        if (!IsPlain(name)) return EncodedWordWriter.Write(name, room);
        if (name.Split(' ').All(word => AddressSyntax.IsDotAtom(word) && !word.Contains('.', StringComparison.Ordinal))) return name.Split(' ');
        var quoted = $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return quoted.Length <= room ? [quoted] : EncodedWordWriter.Write(name, room);
    }

    /// <summary>Printable ASCII, single blanks between words, no word too long for a line and nothing that looks encoded.</summary>
    private static bool IsPlain(string value)
    {
        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 || value.Contains("=?", StringComparison.Ordinal)) return false;
        if (value.Length == 0) return true;
        return value[0] != ' ' && value[^1] != ' ' && !value.Contains("  ", StringComparison.Ordinal) && value.Split(' ').All(word => word.Length < FoldAt - 20);
    }

    private void Write(string field, IEnumerable<string> words)
    {
        var line = new StringBuilder(field).Append(':');
        var first = true;
        foreach (var word in words)
        {
            // The first word stays beside the name: a field whose first line is empty is legal, and read badly.
            if (!first && line.Length + 1 + word.Length > FoldAt)
            {
                Flush(line);
                line.Clear();
            }
            first = false;
            line.Append(' ').Append(word);
        }
        Flush(line);
    }

    private void Flush(StringBuilder line) => output.Write(Encoding.UTF8.GetBytes(line.Append("\r\n").ToString()));
}
