namespace Mailstead.Operations;

public readonly record struct OperationProgress(int Done, int Total, string What);
