using Mailstead.Fuzz;
using Mailstead.Protocol.Errors;

namespace Mailstead.Tests.Fuzz;

/// <summary>Does what its input says.</summary>
internal sealed class FaultyTarget : FuzzTarget
{
    public override string Name => "faulty";
    public override IReadOnlyList<byte[]> Seeds => [[]];
    public override IReadOnlyList<byte[]> Tokens => [[]];

    public override void Run(byte[] input)
    {
        switch (System.Text.Encoding.ASCII.GetString(input))
        {
            case "throw": throw new InvalidOperationException("as asked");
            case "allocate":
                GC.KeepAlive(new byte[1 << 20]);
                break;
            case "refuse": throw new CallerException("as asked");
            default: break;
        }
    }
}
