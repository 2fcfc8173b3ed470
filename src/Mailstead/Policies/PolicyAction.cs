namespace Mailstead.Policies;

public enum PolicyAction { Read, SaveDraft, ReversibleChange, PermanentDeletion, Send }
