using System.Globalization;
using Mailstead.Protocol.Errors;
using Mailstead.Protocol.Smtp.Wire;

namespace Mailstead.Protocol.Smtp.Commands;

/// <summary>EHLO (RFC 5321 section 4.1.1.1). There is no way back to HELO: a server without it has no AUTH either.</summary>
internal static class EhloCommand
{
    private const int MaxMechanisms = 32;

    internal static async Task<SmtpCapability> RunAsync(SmtpChannel channel, string name, CancellationToken cancellationToken)
    {
        if (!SmtpAddress.IsDomain(name)) throw new CallerException("The EHLO name must be a domain or an address literal.");
        var reply = await channel.AskAsync($"EHLO {name}", cancellationToken);
        return reply.Code == 250 ? Parse(reply.Lines) : throw SmtpErrors.Command("EHLO", reply);
    }

    internal static SmtpCapability Parse(IReadOnlyList<string> lines)
    {
        var keywords = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var mechanisms = new List<string>();
        long? maxSize = null;
        SmtpFutureRelease? futureRelease = null;
        foreach (var line in lines.Skip(1))
        {
            // QUIRK(old Exchange): "AUTH=LOGIN" from before RFC 2554 stands beside "AUTH LOGIN".
            var words = (line.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase) ? $"AUTH {line[5..]}" : line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            keywords.Add(words[0].ToUpperInvariant());
            if (words[0].Equals("AUTH", StringComparison.OrdinalIgnoreCase)) mechanisms.AddRange(words.Skip(1).Where(IsMechanism).Select(w => w.ToUpperInvariant()));
            if (words is [_, var size, ..] && words[0].Equals("SIZE", StringComparison.OrdinalIgnoreCase) && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) && octets > 0) maxSize = octets;
            if (words[0].Equals("FUTURERELEASE", StringComparison.OrdinalIgnoreCase)) futureRelease = FutureRelease(words);
        }

        return new SmtpCapability(keywords, [.. mechanisms.Distinct(StringComparer.Ordinal).Take(MaxMechanisms)], maxSize) { FutureRelease = futureRelease };
    }

    /// <summary>RFC 4865 section 4: the longest interval in seconds, then the latest time.</summary>
    private static SmtpFutureRelease FutureRelease(string[] words) => new(
        words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero,
        words.Length > 2 && DateTimeOffset.TryParseExact(words[2], ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null);

    /// <summary>RFC 4422 section 3.1: 1 to 20 of A-Z, 0-9, hyphen, underscore.</summary>
    private static bool IsMechanism(string word) => word.Length <= 20 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
