namespace Mailstead.Policies;

public enum PolicyVerdict { Allow, Hold, Deny }
