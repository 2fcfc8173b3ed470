using System.Text;
using Mailstead.Mime.Encodings;

namespace Mailstead.Fuzz.Targets;

/// <summary>Encoded words, as octets and as text.</summary>
internal sealed class EncodedWordTarget : FuzzTarget
{
    public override string Name => "encoded-word";
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("=?iso-8859-1?Q?a_b=FC?= x =?UTF-8?B?w6TDtg==?=\\r\\n =?utf-8*en?q?c?=\n=?iso-2022-jp?B?GyRCJCIbKEI=?=\n=?gb18030?b?xOO6ww==?= =?utf-7?q?+AOQ-?=\nplain =?x?y?z?= =?utf-8?q??=");
    public override IReadOnlyList<byte[]> Tokens { get; } = Words("=?\n?=\n?b?\n?q?\n=?utf-8?q?\n=?utf-8?b?\n=?iso-2022-jp?b?\n?= =?\n=0D=0A\n=00\nDQo=\n_\n=\n\\r\\n \n\\0\n\\r\n\\n");

    public override void Run(byte[] input)
    {
        Promise(!EncodedWords.Decode(input).AsSpan().ContainsAny('\r', '\n', '\0'), "a line break came out of a header's octets");
        _ = EncodedWords.Decode(Encoding.Latin1.GetString(input));
    }
}
