namespace Mailstead.Sandbox.Imap.Fetching;

/// <summary>What of a part: all of it, HEADER, chosen fields, TEXT, or its MIME header.</summary>
internal enum SectionText { All, Header, HeaderFields, HeaderFieldsNot, Text, Mime }
