namespace Mailstead.Benchmarks.Load;

/// <summary>The physical limit: sends one FETCH over a raw socket and throws away what comes, looking at nothing but the last octets. Connecting is not timed.</summary>
internal static class DrainLoad
{
    private const int ReceiveBytes = 1 << 20;

    public static async Task<int> RunAsync(LoadArguments arguments, CancellationToken cancellationToken)
    {
        var what = arguments.Required("--what");
        var server = LoadServer.Of(arguments.Switch("--tls"));
        var warm = arguments.Number("--warm", 1);
        arguments.End();
        var items = FetchWork.ItemsOf(what);
        await using var raw = await RawImap.ConnectAsync(server, new byte[ReceiveBytes], cancellationToken);
        var messages = await raw.SelectInboxAsync(cancellationToken);
        for (var run = 0; run < warm; run++) raw.Drain($"UID FETCH 1:* {items}");
        var stretch = new Stretch();
        var bytes = raw.Drain($"UID FETCH 1:* {items}");
        return stretch.Figure($"drain {what}", bytes, messages).Print();
    }
}
