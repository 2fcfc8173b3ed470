namespace Mailstead.Mime.Reports;

/// <summary>What became of a message at its reader (RFC 8098 section 3.2.6.2; denied and failed are of RFC 2298).</summary>
public enum DispositionType { Unknown, Displayed, Deleted, Dispatched, Processed, Denied, Failed }
