namespace Mailstead.Querying;

/// <summary>Any: the header or the body.</summary>
public enum TextField { Any, From, To, Cc, Bcc, Subject, Body }
