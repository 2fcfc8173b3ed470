namespace Mailstead.Querying;

/// <summary>The first three by the day the server received it, the Sent ones by the Date header.</summary>
public enum DateRelation { Since, Before, On, SentSince, SentBefore, SentOn }
