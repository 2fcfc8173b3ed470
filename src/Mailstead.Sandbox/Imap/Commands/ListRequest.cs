namespace Mailstead.Sandbox.Imap.Commands;

/// <summary>LIST as asked: RFC 9051 section 6.3.9, with the options of RFC 5258, 5819 and 6154.</summary>
internal sealed record ListRequest(IReadOnlyList<string> Selection, string Reference, IReadOnlyList<string> Patterns, IReadOnlyList<string> Return, IReadOnlyList<string>? StatusItems)
{
    public bool OnlySubscribed => Selection.Contains("SUBSCRIBED", StringComparer.Ordinal);
    public bool OnlySpecialUse => Selection.Contains("SPECIAL-USE", StringComparer.Ordinal);
    public bool ShowSubscribed => OnlySubscribed || Return.Contains("SUBSCRIBED", StringComparer.Ordinal);

    public static ListRequest Read(ImapSession session, CommandText arguments)
    {
        arguments.Space();
        IReadOnlyList<string> selection = [];
        if (arguments.AtParenthesis)
        {
            Require(session, "LIST-EXTENDED", "Selection options");
            selection = arguments.List(arguments.Keyword);
            if (selection.FirstOrDefault(o => o is not ("SUBSCRIBED" or "SPECIAL-USE" or "REMOTE" or "RECURSIVEMATCH")) is { } unknown)
                throw new BadCommandException($"No such selection option: {unknown}");
            arguments.Space();
        }

        var reference = MailboxNameCodec.Decode(arguments.AString(), session.Utf8);
        arguments.Space();
        string Pattern() => MailboxNameCodec.Decode(arguments.ListPattern(), session.Utf8);
        var patterns = arguments.AtParenthesis ? arguments.List(Pattern) : [Pattern()];
        var options = new List<string>();
        IReadOnlyList<string>? status = null;
        if (arguments.TryTake(" RETURN "))
        {
            Require(session, "LIST-EXTENDED", "Return options");
            options.AddRange(arguments.List(() =>
            {
                var option = arguments.Keyword();
                if (option == "STATUS")
                {
                    Require(session, "LIST-STATUS", "RETURN (STATUS)");
                    arguments.Space();
                    status = Commands.StatusItems.Read(arguments);
                }
                else if (option is not ("SUBSCRIBED" or "CHILDREN" or "SPECIAL-USE"))
                {
                    throw new BadCommandException($"No such return option: {option}");
                }

                return option;
            }));
        }

        arguments.End();
        return new ListRequest(selection, reference, patterns, options, status);
    }

    private static void Require(ImapSession session, string capability, string what)
    {
        if (!session.Site.Has(capability))
            throw new BadCommandException($"{what} need {capability}");
    }
}
