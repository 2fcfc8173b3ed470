namespace Mailstead.Querying;

public enum MessageState { Read, Flagged, Answered, Draft, Deleted }
