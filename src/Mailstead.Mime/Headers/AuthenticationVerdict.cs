namespace Mailstead.Mime.Headers;

/// <summary>Results of RFC 8601 section 2.7; <see cref="Unknown"/> for any other word, which is never a pass.</summary>
public enum AuthenticationVerdict { Unknown, None, Pass, Fail, SoftFail, Neutral, Policy, TemporaryError, PermanentError }
