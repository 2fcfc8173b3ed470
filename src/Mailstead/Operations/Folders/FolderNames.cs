using System.Collections.Frozen;

namespace Mailstead.Operations.Folders;

/// <summary>Folder types by name, for servers without SPECIAL-USE (RFC 6154): the names that mail programs and providers create, by language.</summary>
internal static class FolderNames
{
    private static readonly FrozenDictionary<string, FolderType> Types = Build(
        (FolderType.Sent, ["Sent", "Sent Items", "Sent Mail", "Sent Messages", "Gesendet", "Gesendete Objekte", "Gesendete Elemente", "Gesendete Nachrichten", "Envoyés", "Éléments envoyés", "Messages envoyés", "Courrier envoyé", "Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado", "Itens enviados", "Mensagens enviadas", "E-mails enviados", "Inviati", "Posta inviata", "Elementi inviati", "Verzonden", "Verzonden items", "Verzonden berichten", "Skickat", "Skickade", "Sendt", "Sendte elementer", "Sendte", "Lähetetyt", "Wysłane", "Elementy wysłane", "Odeslaná pošta", "Odeslané", "Odoslané", "Elküldött", "Elküldött elemek", "Trimise", "Απεσταλμένα", "Отправленные", "Надіслані", "Изпратени", "Gönderilmiş Öğeler", "Gönderilmiş Postalar", "Gönderilenler", "送信済み", "送信済みメール", "送信済みアイテム", "已发送", "已发送邮件", "已傳送", "寄件備份", "보낸편지함", "보낸메일함"]),
        (FolderType.Drafts, ["Drafts", "Draft", "Entwürfe", "Brouillons", "Borradores", "Rascunhos", "Bozze", "Concepten", "Utkast", "Kladder", "Kladde", "Luonnokset", "Kopie robocze", "Szkice", "Wersje robocze", "Rozepsané", "Koncepty", "Piszkozatok", "Ciorne", "Πρόχειρα", "Черновики", "Чернетки", "Чернови", "Taslaklar", "下書き", "草稿", "草稿箱", "임시보관함"]),
        (FolderType.Trash, ["Trash", "Deleted", "Deleted Items", "Deleted Messages", "Bin", "Papierkorb", "Gelöscht", "Gelöschte Objekte", "Gelöschte Elemente", "Corbeille", "Éléments supprimés", "Papelera", "Elementos eliminados", "Lixeira", "Lixo", "Itens excluídos", "Cestino", "Posta eliminata", "Prullenbak", "Verwijderde items", "Papperskorgen", "Borttaget", "Papirkurv", "Slettet post", "Slettede elementer", "Roskakori", "Poistetut", "Kosz", "Elementy usunięte", "Koš", "Odstraněná pošta", "Kôš", "Lomtár", "Törölt elemek", "Coș de gunoi", "Κάδος απορριμμάτων", "Корзина", "Удаленные", "Кошик", "Кошче", "Çöp Kutusu", "Silinmiş Öğeler", "ゴミ箱", "削除済みアイテム", "已删除", "已删除邮件", "垃圾桶", "휴지통"]),
        (FolderType.Spam, ["Spam", "Junk", "Junk E-mail", "Junk Email", "Junk Mail", "Bulk", "Bulk Mail", "Spamverdacht", "Junk-E-Mail", "Unerwünscht", "Pourriel", "Pourriels", "Courrier indésirable", "Indésirables", "Correo no deseado", "No deseado", "Lixo eletrônico", "Posta indesiderata", "Ongewenste e-mail", "Ongewenst", "Skräppost", "Uønsket e-post", "Uønsket mail", "Søppelpost", "Roskaposti", "Wiadomości-śmieci", "Nevyžádaná pošta", "Levélszemét", "Ανεπιθύμητα", "Спам", "Нежелательная почта", "Önemsiz", "İstenmeyen", "迷惑メール", "垃圾邮件", "垃圾郵件", "스팸", "스팸메일함"]),
        (FolderType.Archive, ["Archive", "Archives", "Archived", "All Mail", "Archiv", "Archiviert", "Alle Nachrichten", "Archivo", "Archivados", "Tous les messages", "Todos", "Todos los mensajes", "Arquivo", "Arquivados", "Todos os e-mails", "Archivio", "Archiviati", "Tutti i messaggi", "Archief", "Alle berichten", "Arkiv", "Alla mail", "Arkisto", "Archiwum", "Wszystkie", "Archív", "Archivum", "Αρχείο", "Архив", "Вся почта", "Архів", "Arşiv", "Tüm Postalar", "アーカイブ", "すべてのメール", "归档", "存档", "所有邮件", "封存", "보관", "전체보관함"]));

    /// <param name="level">The last level of a folder's name.</param>
    public static FolderType Guess(string level) => Types.GetValueOrDefault(level.Trim().Normalize(), FolderType.Custom);

    /// <summary>RFC 6154 attributes. \All is where an archived message stays on servers that label instead of move.</summary>
    public static FolderType OfSpecialUse(string? attribute) => attribute?.ToUpperInvariant() switch
    {
        "\\SENT" => FolderType.Sent,
        "\\DRAFTS" => FolderType.Drafts,
        "\\TRASH" => FolderType.Trash,
        "\\JUNK" => FolderType.Spam,
        "\\ARCHIVE" or "\\ALL" => FolderType.Archive,
        _ => FolderType.Custom,
    };

    private static FrozenDictionary<string, FolderType> Build(params ReadOnlySpan<(FolderType Type, string[] Names)> table)
    {
        var types = new Dictionary<string, FolderType>(StringComparer.OrdinalIgnoreCase);
        foreach (var (type, names) in table)
        {
            foreach (var name in names)
            {
                types.TryAdd(name.Normalize(), type);
            }
        }

        return types.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
