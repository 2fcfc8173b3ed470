using Mailstead.Mime.Addresses;

namespace Mailstead.Policies;

/// <summary>What may be done without a person: a pure function of the question. Content never counts, for content can be an attacker's.</summary>
/// <remarks>Reasons name recipients by position, never by text.</remarks>
public static class MailPolicy
{
    public static PolicyDecision Decide(PolicyQuestion question) => question.Action switch
    {
        PolicyAction.Read => Allow("Reading is allowed."),
        PolicyAction.SaveDraft => Allow("Saving a draft is allowed; nothing leaves."),
        PolicyAction.ReversibleChange => Allow("The change can be undone."),
        PolicyAction.PermanentDeletion => Deny("Permanent deletion cannot be undone and is not allowed; use the trash action instead."),
        PolicyAction.Send => DecideSend(question),
        _ => Deny("This action is not known to the policy."),
    };

    private static PolicyDecision DecideSend(PolicyQuestion question)
    {
        if (question.Recipients.Count == 0) return Deny("A message needs at least one recipient.");
        var own = question.Own.Select(EnvelopeAddress.TryParse).OfType<EnvelopeAddress>().ToList();
        var allowed = question.Allowed.Select(EnvelopeAddress.TryParse).OfType<EnvelopeAddress>().ToList();
        var domains = question.Allowed.Select(AllowedDomain).OfType<DomainName>().ToList();

        var strangers = 0;
        for (var i = 0; i < question.Recipients.Count; i++)
        {
            if (EnvelopeAddress.TryParse(question.Recipients[i]) is not { } recipient)
                return Deny($"Recipient {i + 1} is not one plain address (local@domain).");
            if (own.Contains(recipient) || allowed.Contains(recipient) || domains.Contains(recipient.Domain)) continue;
            if (IsLookalike(recipient, own, allowed, domains))
                return Deny($"Recipient {i + 1} only looks like a known address: it is written with letters of another script.");
            strangers++;
        }
        return strangers == 0
            ? Allow("Every recipient is the owner's own address or on the account's allow-list.")
            : new PolicyDecision(PolicyVerdict.Hold, $"{(strangers == 1 ? "One recipient is" : $"{strangers} recipients are")} neither the owner's own nor on the account's allow-list; a person must send it.");
    }

    private static bool IsLookalike(EnvelopeAddress recipient, List<EnvelopeAddress> own, List<EnvelopeAddress> allowed, List<DomainName> domains)
    {
        foreach (var known in own.Concat(allowed))
            if (recipient.LooksLike(known) || recipient.DomainLooksLike(known.Domain)) return true;
        return domains.Exists(recipient.DomainLooksLike);
    }

    /// <summary>"@domain" allows that domain and none below it.</summary>
    private static DomainName? AllowedDomain(string entry) => entry.StartsWith('@') ? DomainName.TryParse(entry[1..]) : null;

    private static PolicyDecision Allow(string reason) => new(PolicyVerdict.Allow, reason);
    private static PolicyDecision Deny(string reason) => new(PolicyVerdict.Deny, reason);
}
