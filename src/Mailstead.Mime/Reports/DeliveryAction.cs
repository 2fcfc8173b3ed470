namespace Mailstead.Mime.Reports;

/// <summary>What a server did for a recipient (RFC 3464 section 2.3.3).</summary>
public enum DeliveryAction { Unknown, Failed, Delayed, Delivered, Relayed, Expanded }
