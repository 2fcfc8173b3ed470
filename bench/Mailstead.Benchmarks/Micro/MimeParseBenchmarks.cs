using BenchmarkDotNet.Attributes;
using Mailstead.Mime.Parsing;

namespace Mailstead.Benchmarks.Micro;

/// <summary>One operation reads the whole corpus (1,000 messages, more than the cache holds) once, on one thread.</summary>
[Config(typeof(MimeBenchmarkConfig))]
public class MimeParseBenchmarks
{
    private static readonly IReadOnlyList<byte[]> Corpus = MailCorpus.Generate(1_000);

    [GlobalSetup]
    public void Describe() => Console.WriteLine($"corpus: {Corpus.Count} messages, {Corpus.Average(raw => raw.Length):N0} bytes in the mean, {_texts.Length} text parts");

    /// <summary>Bytes one operation reads. The text benchmark counts the raw bytes of the text parts alone.</summary>
    public static long CorpusBytes(string method)
        => method == nameof(DecodeText)
            ? Corpus.Sum(raw => MimeMessage.Parse(raw).AllParts().Where(p => p.IsText).Sum(p => (long)p.BodyLength))
            : Corpus.Sum(raw => (long)raw.Length);

    /// <summary>Tree, offsets, boundaries; no string.</summary>
    [Benchmark(Baseline = true)]
    public int Structure()
    {
        var parts = 0;
        foreach (var raw in Corpus) parts += MimeMessage.Parse(raw).Root.Children.Count;
        return parts;
    }

    /// <summary>Structure, and what a list of messages shows.</summary>
    [Benchmark]
    public int Summary()
    {
        var sum = 0;
        foreach (var raw in Corpus)
        {
            var message = MimeMessage.Parse(raw);
            sum += message.Subject.Length + message.From.Count + message.To.Count + message.References.Count + message.Attachments.Count + (message.Date?.Minute ?? 0) + (message.MessageId?.Length ?? 0);
        }
        return sum;
    }

    private readonly MimePart[] _texts = [.. Corpus.SelectMany(raw => MimeMessage.Parse(raw).AllParts().Where(p => p.IsText))];

    /// <summary>Transfer encoding and charset of every text part, from a parsed tree.</summary>
    [Benchmark]
    public int DecodeText()
    {
        var length = 0;
        foreach (var part in _texts) length += part.DecodeText().Length;
        return length;
    }

    /// <summary>Everything: structure, headers, text, and the bytes of every attachment.</summary>
    [Benchmark]
    public int All()
    {
        var sum = 0;
        foreach (var raw in Corpus)
        {
            var message = MimeMessage.Parse(raw);
            foreach (var part in message.AllParts())
            {
                foreach (var header in part.Headers) sum += header.Value.Length;
                if (!part.IsMultipart) sum += part.IsText ? part.DecodeText().Length : part.Decode().Length;
            }
        }
        return sum;
    }

    /// <summary>Looking for every defect, which a parse leaves for later.</summary>
    [Benchmark]
    public int Defects()
    {
        var sum = 0;
        foreach (var raw in Corpus) sum += MimeMessage.Parse(raw).Defects.Count;
        return sum;
    }
}
