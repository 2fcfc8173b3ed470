namespace Mailstead.Protocol.Transport;

/// <summary>The socket's stream as TLS reads it. Remembers the first byte that came, to tell a server that speaks plain text from a failed handshake.</summary>
internal sealed class FirstByteStream(Stream inner) : RelayStream(inner)
{
    /// <summary>TLS content types of RFC 8446 section 5.1: change_cipher_spec, alert, handshake, application_data.</summary>
    internal bool SawPlaintext => _first is { } b && b is < 20 or > 23;
    private byte? _first;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken);
        if (read > 0) _first ??= buffer.Span[0];
        return read;
    }
}
