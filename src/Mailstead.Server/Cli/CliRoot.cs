using System.CommandLine;

namespace Mailstead.Server.Cli;

/// <summary>The command line: every verb is a door to the same operations.</summary>
internal static class CliRoot
{
    /// <summary>No response files: "@example.org" is a domain to allow, and no argument makes the parser read a file.</summary>
    public static ParseResult Parse(string[] args) => Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public static RootCommand Create()
    {
        var root = new RootCommand("Mailstead: a mailbox for programs and AI agents. Nothing leaves without approval.")
        {
            TryVerb.Create(),
            AccountVerb.Create(),
            FoldersVerb.Create(),
            SearchVerb.Create(),
            ReadVerb.Create(),
            AttachmentVerb.Create(),
            OrganizeVerb.Create(),
            ComposeVerb.Create(),
            InspectVerb.Create(),
            DoctorVerb.Create(),
            ConfigVerb.Create(),
            McpVerb.Create(),
        };
        root.HelpName = "mailstead";
        root.Options.Add(CliOptions.Account);
        root.Options.Add(CliOptions.Json);
        root.Options.Add(CliOptions.Config);
        root.Options.Add(CliOptions.Sandbox);
        return root;
    }
}
