using Mailstead.Sandbox.Mailboxes;

namespace Mailstead.Sandbox.Imap.Searching;

/// <summary>A message under search.</summary>
/// <param name="HighestSequence">What "*" stands for in a sequence set of the criteria; likewise <paramref name="HighestUid"/>.</param>
internal readonly record struct SearchSubject(uint Sequence, StoredMessage Message, uint HighestSequence, uint HighestUid);
