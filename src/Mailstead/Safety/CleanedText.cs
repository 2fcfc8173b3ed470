namespace Mailstead.Safety;

/// <param name="Removed">Characters that print nothing or deceive, and were taken out.</param>
/// <param name="Cut">The text was longer than its bound.</param>
public readonly record struct CleanedText(string Text, int Removed, bool Cut);
