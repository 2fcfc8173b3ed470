using System.Collections.Frozen;

namespace Mailstead.Mime.Text;

/// <summary>How mail programs announce what they quote, in the languages most mail is written in.</summary>
internal static class QuoteMarkers
{
    /// <summary>An attribution is wrapped over at most this many lines.</summary>
    private const int AttributionLines = 4;

    /// <summary>No attribution is longer; a paragraph is.</summary>
    private const int MaxAttribution = 300;

    /// <summary>How an attribution begins; only one that does may be wrapped over several lines.</summary>
    private static readonly string[] AttributionStarts =
        ["On ", "Am ", "Le ", "El ", "Em ", "Il ", "Op ", "Den ", "På ", "W dniu ", "Dnia ", "Dne ", "Dňa ", "Pe ", "Στις ", "В "];

    /// <summary>"wrote" in the languages of mail.</summary>
    private static readonly string[] Verbs =
    [
        " wrote", " writes", " schrieb", " a écrit", " escribió", " escreveu", " ha scritto", " schreef", " het volgende geschreven", " skrev", " kirjoitti", " napisał", " pisze", " napsal", " napísal", " a scris", " пишет",
        " написал", " έγραψε", "írta", " yazdı", " כתב", "写道", "寫道", "のメール", "のメッセージ", "작성", " đã viết", " menulis", "เขียน",
    ];

    private static readonly string[] Rules =
    [
        "original message", "original appointment", "forwarded message", "forwarded by", "begin forwarded message", "ursprüngliche nachricht", "originalnachricht", "weitergeleitete nachricht", "message d'origine", "message original",
        "message transféré", "mensaje original", "mensaje reenviado", "mensagem original", "mensagem encaminhada", "messaggio originale", "messaggio inoltrato", "messaggio originario", "oorspronkelijk bericht", "doorgestuurd bericht",
        "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse", "opprinnelig melding", "alkuperäinen viesti", "oryginalna wiadomość", "wiadomość oryginalna", "původní zpráva", "eredeti üzenet", "mesaj original",
        "исходное сообщение", "пересылаемое сообщение", "αρχικό μήνυμα", "orijinal ileti", "原始邮件", "转发的邮件", "原始郵件", "元のメッセージ", "원본 메시지", "원본 메일",
    ];

    private static readonly FrozenSet<string> FromLabels = Labels("from von de da van od från fra lähettäjä feladó от отправитель gönderen kimden από 发件人 寄件者 差出人 送信者 보낸사람 מאת");

    private static readonly FrozenSet<string> OtherLabels = Labels(
        "sent date to cc subject gesendet datum an betreff envoyé date à objet enviado fecha para asunto data assunto inviato a oggetto verzonden aan onderwerp skickat till ämne sendt til emne lähetetty vastaanottaja aihe "
        + "wysłano do temat data odesláno komu předmět elküldve címzett tárgy отправлено дата кому тема копия gönderildi tarih kime konu 发送时间 收件人 主题 寄件日期 收件者 主旨 送信日時 宛先 件名 보낸날짜 받는사람 제목 נשלח אל נושא");

    private static readonly string[] SignatureLines =
    [
        "sent from my ", "sent via ", "get outlook for ", "von meinem ", "gesendet von ", "envoyé de mon ", "envoyé depuis ", "enviado desde ", "enviado do meu ", "enviado a partir ", "inviato da ", "verstuurd vanaf ", "skickat från ", "sendt fra ",
        "lähetetty ", "wysłane z ", "отправлено с ", "отправлено из ", "发自我的", "iphoneから送信", "나의 iphone에서 보냄",
    ];

    public static bool IsQuoted(string line) => line.AsSpan().TrimStart(' ').StartsWith(">");

    /// <summary>"-- " (RFC 3676 section 4.3), also with its blank lost, or what a telephone adds.</summary>
    public static bool IsSignatureMark(string line)
    {
        if (line is "-- " or "--" or "--\u00A0" or "—") return true;
        if (line.Length > 100) return false;
        var trimmed = line.AsSpan().TrimStart();
        foreach (var start in SignatureLines)
            if (trimmed.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>True where everything from this line on is an older message.</summary>
    public static bool StartsHistory(string[] lines, int index)
    {
        var line = lines[index].AsSpan().Trim();
        if (line.IsEmpty || line.Length > MaxAttribution || line[0] == '>') return false;
        if (IsRule(line)) return true;
        if (IsHeaderBlock(lines, index)) return true;
        if (line.Length >= 10 && line.IndexOfAnyExcept('_', '-') < 0)
        {
            // A line drawn by Outlook: history only when a header block follows.
            var next = index + 1;
            while (next < lines.Length && next < index + 3 && string.IsNullOrWhiteSpace(lines[next])) next++;
            return next < lines.Length && IsHeaderBlock(lines, next);
        }
        // An attribution whose quote has no marks: it must be beyond doubt, or prose would vanish.
        var length = AttributionLength(lines, index);
        if (length == 0 || !IsBeyondDoubt(lines, index, length)) return false;
        return !QuoteFollows(lines, index + length);
    }

    /// <summary>The next line with anything on it has a quote mark.</summary>
    public static bool QuoteFollows(string[] lines, int index)
    {
        while (index < lines.Length && string.IsNullOrWhiteSpace(lines[index])) index++;
        return index < lines.Length && IsQuoted(lines[index]);
    }

    /// <summary>Lines of the attribution that starts here, 0 when none does.</summary>
    public static int AttributionLength(string[] lines, int index)
    {
        var joined = "";
        for (var i = index; i < lines.Length && i < index + AttributionLines; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '>' || joined.Length + line.Length > MaxAttribution) return 0;
            joined = joined.Length == 0 ? line : $"{joined} {line}";
            if (IsAttribution(joined)) return i - index + 1;
            if (i == index && !Array.Exists(AttributionStarts, start => line.StartsWith(start, StringComparison.Ordinal))) return 0;
        }
        return 0;
    }

    /// <summary>Somebody wrote, and a date or an address says when or who; or all of date, time and address without the verb.</summary>
    private static bool IsAttribution(string text)
    {
        if (text[^1] is not (':' or '：')) return false;
        var digits = text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
        var address = text.Contains('@', StringComparison.Ordinal);
        return Array.Exists(Verbs, verb => text.Contains(verb, StringComparison.OrdinalIgnoreCase)) ? digits || address : address && text.EndsWith('>' + text[^1..], StringComparison.Ordinal) && HasTime(text);
    }

    private static bool IsBeyondDoubt(string[] lines, int index, int length)
    {
        var text = string.Join(' ', lines[index..(index + length)]);
        return text.Contains('@', StringComparison.Ordinal) || HasTime(text);
    }

    /// <summary>9:55</summary>
    private static bool HasTime(string text)
    {
        for (var i = 1; i + 2 < text.Length; i++)
            if (text[i] == ':' && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2])) return true;
        return false;
    }

    private static bool IsRule(ReadOnlySpan<char> line)
    {
        var bare = line.Trim("-_=*> ");
        // "Begin forwarded message:" stands without dashes; the others need them.
        if (bare.Length == line.Length && !bare.StartsWith("begin forwarded message", StringComparison.OrdinalIgnoreCase)) return false;
        bare = bare.TrimEnd(":");
        foreach (var rule in Rules)
            if (bare.Equals(rule, StringComparison.OrdinalIgnoreCase) || (rule.EndsWith(" by", StringComparison.Ordinal) && bare.StartsWith(rule, StringComparison.OrdinalIgnoreCase))) return true;
        return false;
    }

    /// <summary>"From: ..." with at least two more header lines at once below.</summary>
    private static bool IsHeaderBlock(string[] lines, int index)
    {
        if (!HasLabel(lines[index], FromLabels)) return false;
        var others = 0;
        for (var i = index + 1; i < lines.Length && i <= index + 6; i++)
            if (HasLabel(lines[i], OtherLabels)) others++;
        return others >= 2;
    }

    private static bool HasLabel(string line, FrozenSet<string> labels)
    {
        var colon = line.AsSpan().IndexOfAny(':', '：');
        if (colon is <= 0 or > 30) return false;
        var label = line.AsSpan(0, colon).Trim("* \u00A0\t");
        Span<char> lower = stackalloc char[32];
        var length = label.ToLowerInvariant(lower);
        return length > 0 && labels.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower[..length]);
    }

    private static FrozenSet<string> Labels(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
