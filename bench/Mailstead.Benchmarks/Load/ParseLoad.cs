using Mailstead.Benchmarks.Micro;
using Mailstead.Mime.Parsing;

namespace Mailstead.Benchmarks.Load;

/// <summary>Reads the structure of messages in memory on one thread: the short form of the micro benchmark, for the table of a run.</summary>
internal static class ParseLoad
{
    private const int Messages = 300;

    public static int Run(LoadArguments arguments)
    {
        var times = arguments.Number("--times", 100);
        arguments.End();
        var corpus = MailCorpus.Generate(Messages);
        Parse(corpus, times);
        var stretch = new Stretch();
        var parsed = Parse(corpus, times);
        return stretch.Figure("parse structure", corpus.Sum(raw => (long)raw.Length) * times, parsed).Print();
    }

    private static long Parse(IReadOnlyList<byte[]> corpus, int times)
    {
        var parsed = 0L;
        for (var time = 0; time < times; time++)
        {
            foreach (var raw in corpus)
            {
                if (MimeMessage.Parse(raw).Root.HeaderLength > 0) parsed++;
            }
        }

        return parsed;
    }
}
