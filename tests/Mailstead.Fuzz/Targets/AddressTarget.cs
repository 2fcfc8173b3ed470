using System.Text;
using Mailstead.Mime.Addresses;

namespace Mailstead.Fuzz.Targets;

/// <summary>Address lists of headers, and single addresses of callers.</summary>
internal sealed class AddressTarget : FuzzTarget
{
    public override string Name => "address";
    public override int AllocationFactor => 1_000;
    public override IReadOnlyList<byte[]> Seeds { get; } = Words("""
        "Doe, John" <john.doe@example.org>, mary@x.test (Mary), Group: a@b.c, "q\"q"@d.e;, <@route,@two:real@example.com>
        Jürgen <jürgen@bücher.example>
        =?utf-8?q?J=C3=BCrgen?= <j@xn--bcher-kva.example>
        a . b @ c . d (comment (nested)), undisclosed-recipients:;
        """);

    public override IReadOnlyList<byte[]> Tokens { get; } = Words("<\n>\n@\n,\n;\n:\n\"\n(\n)\n\\\n[127.0.0.1]\n\"\\\\\"\nxn--\n.\n\\r\\n \n\\0\n=?utf-8?b?PEBA?=\nÃ¼\n@x,\n((");

    public override void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var list = AddressList.Parse(text);
        foreach (var address in list) _ = (address.LocalPart, address.Domain, address.NeedsSmtpUtf8, Lower: address.ToString());
        if (!MailAddress.TryParse(text, out var one, out var problem))
        {
            Promise(!string.IsNullOrEmpty(problem), "a refusal without a reason");
            return;
        }
        var wire = one!.WireAddress;
        Promise(!wire.Any(c => char.IsControl(c) || c is '<' or '>' or ' '), "an address that can end its path");
        Promise(MailAddress.TryParse(one.Address, out var again, out _) && again!.Address == one.Address, "an address that is not its own address");
    }
}
