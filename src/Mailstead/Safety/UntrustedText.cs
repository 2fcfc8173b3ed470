using Mailstead.Mime.Addresses;

namespace Mailstead.Safety;

/// <summary>Cleans any string that came from a mail or a server, before anyone sees it: what cannot be seen is taken out, what a person would read stays.</summary>
public static class UntrustedText
{
    /// <summary>Characters of a block of text that are kept; far above a readable mail.</summary>
    public const int MaxBlock = 5_000_000;

    /// <summary>For subjects, names, folders: one line, blanks collapsed, cut with an ellipsis.</summary>
    public static string Line(string? text, int maxLength) => CleanLine(text, maxLength).Text;

    public static CleanedText CleanLine(string? text, int maxLength) => new TextCleaner(oneLine: true, maxLength).Clean(text ?? "");

    /// <summary>For bodies: lines stay, ends of lines become LF.</summary>
    public static string Block(string? text) => CleanBlock(text).Text;

    public static CleanedText CleanBlock(string? text, int maxLength = MaxBlock) => new TextCleaner(oneLine: false, maxLength).Clean(text ?? "");

    /// <summary>Name &lt;local@domain&gt; with the domain as A-labels, so that no letter of another script can pass for a Latin one. The name carries no angle brackets of its own.</summary>
    public static string Address(MailAddress address, int maxLength)
    {
        var at = address.Address.LastIndexOf('@');
        var domain = at < 0 ? null : DomainName.TryParse(address.Address[(at + 1)..]);
        var spec = Line(domain is null ? address.Address : $"{address.Address[..at]}@{domain.Ascii}", maxLength);
        var name = Line(address.DisplayName.Replace('<', ' ').Replace('>', ' '), Math.Max(0, maxLength - spec.Length - 3));
        return name.Length == 0 ? spec : $"{name} <{spec}>";
    }
}
