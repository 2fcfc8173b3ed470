using System.Text;
using Mailstead.Protocol.Imap.Commands;
using Mailstead.Protocol.Imap.Wire;
using Mailstead.Querying;

namespace Mailstead.Fuzz.Targets;

/// <summary>Searches in both dialects: written and read again they are equal, and as IMAP keys they are one command.</summary>
internal sealed class QueryTarget : FuzzTarget
{
    private static readonly DateOnly Today = new(2026, 1, 15);

    public override string Name => "query";
    public override int AllocationFactor => 2_000;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("""
        from:anna "exact phrase" -is:read (has:attachment OR larger:2M)
        in:"Sent Items" after:2024-02-29 before:7d subject:(a OR b) label:$Forwarded header:X-Y=z
        OR FROM "anna" NOT SEEN SINCE 1-Feb-2024 (TEXT {3} LARGER 10)
        NOT (KEYWORD a UNSEEN) HEADER Subject "x" SENTBEFORE 29-Feb-2024 UID 1:5
        newer_than:2d to:me@x.org yesterday -"a b" -(c d)
        """);

    public override IReadOnlyList<byte[]> Tokens { get; } = Words("(\n)\n OR \n AND \nNOT \n-\n\"\n\\\n:\n=\nfrom:\nheader:\nlabel:\nin:\nis:\nhas:attachment\nlarger:\n4294967296\n9999-12-31\n0001-01-01\n99999999d\nALL\nKEYWORD \n\\r\\n\n\\0\n((\n\"\"\nÃ¼");

    public override void Run(byte[] input)
    {
        var query = QueryParser.Parse(Encoding.UTF8.GetString(input), Today);
        var text = QueryFormatter.Format(query);
        // Quotes and backslashes make it longer: then it is past the limit of what is read.
        if (text.Length > QueryLimits.MaxLength) return;
        MailQuery again;
        try
        {
            again = QueryParser.Parse(text, Today);
        }
        catch (Protocol.Errors.CallerException e)
        {
            throw new BrokenPromiseException($"a query's own text cannot be read: {e.Code}");
        }
        Promise(again == query, "a query changes when it is written and read");
        var writer = new ImapWriter(LiteralMode.NonSynchronising, utf8: false);
        SearchWriter.Write(writer.Raw("a1 UID SEARCH "u8), QueryCompiler.Compile(query).Criteria);
        ImapCommandTarget.PromiseOneCommand(writer.Finish());
    }
}
