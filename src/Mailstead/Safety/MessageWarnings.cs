using Mailstead.Mime.Addresses;
using Mailstead.Mime.Parsing;

namespace Mailstead.Safety;

/// <summary>Doubts about who sent a message, as stable snake_case codes. They tell; they decide nothing.</summary>
public static class MessageWarnings
{
    /// <summary>The display name shows an address or a domain that is not the sender's.</summary>
    public const string DisplayNameSpoof = "display_name_spoof";

    /// <summary>An answer would go to another domain than the one that sent.</summary>
    public const string ReplyToDiffers = "reply_to_differs";
    public const string SenderDiffers = "sender_differs";
    public const string SeveralFrom = "several_from";
    public const string NoFrom = "no_from";

    /// <summary>A domain mixes letters of scripts that no language mixes.</summary>
    public const string MixedScriptDomain = "mixed_script_domain";

    /// <summary>Subject or sender's name hold characters that print nothing.</summary>
    public const string InvisibleCharacters = "invisible_characters";

    /// <summary>The plain text says something else than the HTML that people see.</summary>
    public const string AlternativesDiffer = "alternatives_differ";
    public const string BodyCut = "body_cut";
    public const string LinkMismatch = "link_mismatch";

    /// <summary>Addresses of a header that are looked at.</summary>
    private const int MaxAddresses = 50;

    public static IReadOnlyList<string> Of(MimeMessage message)
    {
        var found = new List<string>();
        var from = message.From.Take(MaxAddresses).ToList();
        if (from.Count == 0) found.Add(NoFrom);
        if (from.Count > 1 || message.Headers.GetAll("From").Skip(1).Any()) found.Add(SeveralFrom);
        if (from.Exists(IsSpoof)) found.Add(DisplayNameSpoof);
        if (from.Count > 0 && AnyForeign(message.ReplyTo, from)) found.Add(ReplyToDiffers);
        if (from.Count > 0 && AnyForeign(message.Sender, from)) found.Add(SenderDiffers);
        if (from.Concat(message.ReplyTo.Take(MaxAddresses)).Any(a => Scripts.IsMixed(DomainOf(a)))) found.Add(MixedScriptDomain);
        if (IsUnclean(message.Subject) || from.Exists(a => IsUnclean(a.DisplayName) || IsUnclean(a.Address))) found.Add(InvisibleCharacters);
        return found;
    }

    private static bool IsSpoof(MailAddress address)
    {
        var own = HostOf(address);
        return UntrustedText.Line(address.DisplayName, 500).Split([' ', '<', '>', '(', ')', '"', ',', ';', '\'', '[', ']', '|', '\u2039', '\u203A'])
            .Any(word => ShownHost.HostIn(word) is { } shown && !ShownHost.Related(shown, own));
    }

    private static bool AnyForeign(IEnumerable<MailAddress> others, List<MailAddress> from) =>
        others.Take(MaxAddresses).Any(other => !from.Exists(f => ShownHost.Related(HostOf(other), HostOf(f))));

    private static bool IsUnclean(string text) => UntrustedText.CleanLine(text, 2_000).Removed > 0;

    /// <summary>Read from the address itself: a domain that no reader of names takes still counts.</summary>
    private static string DomainOf(MailAddress address) => address.Address[(address.Address.LastIndexOf('@') + 1)..];

    private static string HostOf(MailAddress address) => DomainName.TryParse(DomainOf(address))?.Ascii ?? DomainOf(address).ToLowerInvariant();
}
