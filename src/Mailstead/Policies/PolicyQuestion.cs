namespace Mailstead.Policies;

/// <param name="Recipients">Every envelope recipient of a send; empty otherwise.</param>
/// <param name="Own">The owner's addresses of the sending account.</param>
/// <param name="Allowed">The account's allow-list.</param>
public sealed record PolicyQuestion(PolicyAction Action, AccountId? Account, IReadOnlyList<string> Recipients, IReadOnlyList<string> Own, IReadOnlyList<string> Allowed)
{
    public static PolicyQuestion Of(PolicyAction action, AccountId? account = null) => new(action, account, [], [], []);
}
