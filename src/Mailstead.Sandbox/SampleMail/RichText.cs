using System.Net;
using System.Text;

namespace Mailstead.Sandbox.SampleMail;

/// <summary>The light mark-up of newsletters and receipts: # heading, - item, --- rule, **strong**, [label](url), ![text](cid:name). Once as HTML, once as plain text.</summary>
internal static class RichText
{
    public static string ToHtml(string markup, string sender)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><style>body{font-family:Helvetica,Arial,sans-serif;color:#222}a{color:#0b57d0}</style></head>\n<body style=\"margin:0;background:#f4f4f4\">\n<table role=\"presentation\" width=\"600\" align=\"center\" cellpadding=\"24\" style=\"background:#ffffff\"><tr><td>\n");
        var inList = false;
        foreach (var line in markup.TrimEnd('\n').Split('\n'))
        {
            var item = line.StartsWith("- ", StringComparison.Ordinal);
            if (item != inList)
                html.Append(item ? "<ul>\n" : "</ul>\n");
            inList = item;
            html.Append(line switch
            {
                "" => "",
                "---" => "<hr>\n",
                _ when item => $"<li>{Inline(line[2..])}</li>\n",
                _ when line.StartsWith("# ", StringComparison.Ordinal) => $"<h2>{Inline(line[2..])}</h2>\n",
                _ => $"<p>{Inline(line)}</p>\n",
            });
        }

        if (inList)
            html.Append("</ul>\n");
        return html.Append("</td></tr></table>\n").Append(null, $"<img src=\"https://click.{sender}/open.gif\" width=\"1\" height=\"1\" alt=\"\">\n</body></html>\n").ToString();
    }

    public static string ToPlain(string markup)
    {
        var text = new StringBuilder();
        foreach (var line in markup.TrimEnd('\n').Split('\n'))
        {
            text.Append(line switch
            {
                "---" => "----------------------------------------",
                _ when line.StartsWith("# ", StringComparison.Ordinal) => line[2..].ToUpperInvariant(),
                _ => Links(line, (label, url, image) => image ? $"[{label}]" : $"{label} <{url}>", plain => plain.Replace("**", "", StringComparison.Ordinal)),
            }).Append('\n');
        }

        return text.ToString();
    }

    private static string Inline(string line) => Links(
        line,
        (label, url, image) => image
            ? $"<img src=\"{WebUtility.HtmlEncode(url)}\" alt=\"{WebUtility.HtmlEncode(label)}\">"
            : $"<a href=\"{WebUtility.HtmlEncode(url)}\">{WebUtility.HtmlEncode(label)}</a>",
        plain => Strong(WebUtility.HtmlEncode(plain)));

    private static string Strong(string html) =>
        string.Concat(html.Split("**").Select((piece, i) => i % 2 == 0 ? piece : $"<strong>{piece}</strong>"));

    private static string Links(string line, Func<string, string, bool, string> link, Func<string, string> plain)
    {
        var result = new StringBuilder();
        var at = 0;
        while (line.IndexOf("](", at, StringComparison.Ordinal) is var middle and >= 0)
        {
            var open = line.LastIndexOf('[', middle);
            var close = line.IndexOf(')', middle);
            var image = open > at && line[open - 1] == '!';
            result.Append(plain(line[at..(image ? open - 1 : open)])).Append(link(line[(open + 1)..middle], line[(middle + 2)..close], image));
            at = close + 1;
        }

        return result.Append(plain(line[at..])).ToString();
    }
}
