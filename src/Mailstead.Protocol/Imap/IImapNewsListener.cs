namespace Mailstead.Protocol.Imap;

public interface IImapNewsListener
{
    void OnNews(ImapNews news);
}
