namespace Mailstead.Safety;

/// <summary>Which of two bodies to show. PlainEmpty: the plain one is empty or only says to look at the HTML.</summary>
internal enum AlternativesVerdict { PlainWillDo, PlainEmpty, Differ }
