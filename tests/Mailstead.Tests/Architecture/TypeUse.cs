namespace Mailstead.Tests.Architecture;

/// <summary>One compiled type mentions another. Both are outermost types: what a lambda or a nested type does, its owner does.</summary>
internal sealed record TypeUse(string FromNamespace, string FromType, string ToNamespace, string ToType);
