using Mailstead.Protocol.Imap;

namespace Mailstead.Tests.Imap;

internal sealed class NewsRecorder : IImapNewsListener
{
    private readonly List<ImapNews> _all = [];

    public IReadOnlyList<ImapNews> All { get { lock (_all) return [.. _all]; } }

    public void OnNews(ImapNews news)
    {
        lock (_all) _all.Add(news);
    }
}
