namespace Mailstead.Mime.Text;

/// <summary>A plain text body split into what is new, what it quotes, and the signature.</summary>
public sealed record QuotedText(string New, string Quoted, string Signature)
{
    public static QuotedText Split(string text) => throw new NotImplementedException();
}
