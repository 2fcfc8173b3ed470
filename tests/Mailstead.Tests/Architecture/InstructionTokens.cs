using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Mailstead.Tests.Architecture;

/// <summary>The metadata tokens of a method body: every type, method and field its instructions name.</summary>
internal static class InstructionTokens
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value & 0xFFFF, c => c.OperandType);

    public static IEnumerable<int> Read(BlobReader code)
    {
        var tokens = new List<int>();
        while (code.RemainingBytes > 0)
        {
            int opcode = code.ReadByte();
            if (opcode == 0xFE) opcode = 0xFE00 | code.ReadByte();
            switch (Operands[opcode])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add(code.ReadInt32());
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32(); // before the offset is read: reading moves it
                    code.Offset += checked(targets * sizeof(int));
                    break;
                default:
                    code.Offset += Width(Operands[opcode]);
                    break;
            }
        }

        return tokens;
    }

    private static int Width(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
