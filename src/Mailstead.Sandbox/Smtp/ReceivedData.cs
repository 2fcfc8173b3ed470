namespace Mailstead.Sandbox.Smtp;

/// <summary>What came between DATA and the final dot, and what is wrong with it.</summary>
/// <param name="Problem">The reply that refuses it; null when it is clean.</param>
internal sealed record ReceivedData(byte[] Wire, byte[] Message, string? Problem);
