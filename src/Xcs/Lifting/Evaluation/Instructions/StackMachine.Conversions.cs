using System.Linq.Expressions;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Conversions between numbers.</content>
internal sealed partial class StackMachine
{
    private bool TryConversion()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Conv_i1:
                Convert(typeof(sbyte));
                return true;
            case ILOpCode.Conv_u1:
                Convert(typeof(byte));
                return true;
            case ILOpCode.Conv_i2:
                Convert(typeof(short));
                return true;
            case ILOpCode.Conv_u2:
                Convert(typeof(ushort));
                return true;
            case ILOpCode.Conv_i4:
                Convert(typeof(int));
                return true;
            case ILOpCode.Conv_u4:
                Convert(typeof(uint));
                return true;
            case ILOpCode.Conv_i8 or ILOpCode.Conv_i:
                Convert(typeof(long));
                return true;
            case ILOpCode.Conv_u8 or ILOpCode.Conv_u:
                Convert(typeof(ulong));
                return true;
            case ILOpCode.Conv_r4:
                ConvertToFloat(typeof(float));
                return true;
            case ILOpCode.Conv_r8:
                ConvertToFloat(typeof(double));
                return true;
            case ILOpCode.Conv_r_un:
                ConvertUnsignedToFloat();
                return true;
            default:
                return TryChecked();
        }
    }

    private bool TryChecked()
    {
        var (type, isUnsigned) = _instruction.OpCode switch
        {
            ILOpCode.Conv_ovf_i1 => (typeof(sbyte), false),
            ILOpCode.Conv_ovf_i1_un => (typeof(sbyte), true),
            ILOpCode.Conv_ovf_u1 => (typeof(byte), false),
            ILOpCode.Conv_ovf_u1_un => (typeof(byte), true),
            ILOpCode.Conv_ovf_i2 => (typeof(short), false),
            ILOpCode.Conv_ovf_i2_un => (typeof(short), true),
            ILOpCode.Conv_ovf_u2 => (typeof(ushort), false),
            ILOpCode.Conv_ovf_u2_un => (typeof(ushort), true),
            ILOpCode.Conv_ovf_i4 => (typeof(int), false),
            ILOpCode.Conv_ovf_i4_un => (typeof(int), true),
            ILOpCode.Conv_ovf_u4 => (typeof(uint), false),
            ILOpCode.Conv_ovf_u4_un => (typeof(uint), true),
            ILOpCode.Conv_ovf_i8 or ILOpCode.Conv_ovf_i => (typeof(long), false),
            ILOpCode.Conv_ovf_i8_un or ILOpCode.Conv_ovf_i_un => (typeof(long), true),
            ILOpCode.Conv_ovf_u8 or ILOpCode.Conv_ovf_u => (typeof(ulong), false),
            ILOpCode.Conv_ovf_u8_un or ILOpCode.Conv_ovf_u_un => (typeof(ulong), true),
            _ => (null, false),
        };
        if (type is null)
            return false;
        var value = WithSign(PopValue(), !isUnsigned);
        // Nothing can overflow from an integer to itself; trees would still emit the check.
        Push(value.Type == type ? value : Expression.ConvertChecked(value, type));
        return true;
    }

    /// <summary>A number in the signed or unsigned type of its width; floating point as it is.</summary>
    private static Expression WithSign(Expression value, bool isSigned) => StackKinds.Of(value.Type) switch
    {
        StackKind.Int32 => Coercion.To(value, isSigned ? typeof(int) : typeof(uint)),
        StackKind.Int64 => Coercion.To(value, isSigned ? typeof(long) : typeof(ulong)),
        StackKind.Single or StackKind.Double => value,
        _ => throw new NotSupportedException("a conversion of an object to a number"),
    };

    private void Convert(Type type)
    {
        if (_stack is [.., Place or Reference] && StackKinds.Of(type) == StackKind.Int64)
        {
            // A number that is an address is the reference's again as soon as something is read through it.
            Push(Coercion.To(PopValue(), type));
            return;
        }
        var value = PopValue();
        switch (StackKinds.Of(value.Type))
        {
            case StackKind.Single or StackKind.Double:
                Push(Numbers.FromFloat(value, type));
                break;
            case StackKind.Int32 when StackKinds.Of(type) == StackKind.Int32:
                Push(IsInRange(value, type) ? value : Coercion.To(value, type));
                break;
            case StackKind.Int32:
                Push(type == typeof(long) ? Coercion.SignExtend(value) : Coercion.ZeroExtend(value));
                break;
            case StackKind.Int64:
                Push(Narrow(WithSign(value, isSigned: true), type));
                break;
            default:
                throw new NotSupportedException("a conversion of an object to a number");
        }
    }

    private static Expression Narrow(Expression value, Type type)
    {
        if (value is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } widened && StackKinds.Of(type) == StackKind.Int32
            && StackKinds.Of(widened.Operand.Type) == StackKind.Int32)
            return Coercion.To(widened.Operand, type);
        return StackKinds.Of(type) == StackKind.Int64 ? Coercion.To(value, type) : Expression.Convert(value, type);
    }

    // A char stays a char where its 16 bits are asked for again.
    private static bool IsInRange(Expression value, Type type) => !value.Type.IsEnum && value.Type != typeof(bool)
        && (type == typeof(int) && StackKinds.IsZeroExtended(value.Type)
            || StackKinds.SizeOf(value.Type) == StackKinds.SizeOf(type) && StackKinds.SizeOf(type) < 4
                && StackKinds.IsZeroExtended(value.Type) == StackKinds.IsZeroExtended(type));

    private void ConvertToFloat(Type type)
    {
        var value = WithSign(PopValue(), isSigned: true);
        Push(value.Type == type ? value : Expression.Convert(value, type));
    }

    // Rounded once where a conversion to float follows, as the runtime does.
    private void ConvertUnsignedToFloat()
    {
        var value = WithSign(PopValue(), isSigned: false);
        var type = typeof(double);
        if (_position + 1 < _block.End && _source.Instructions[_position + 1].OpCode == ILOpCode.Conv_r4)
        {
            type = typeof(float);
            Skip();
        }
        Push(value.Type == type ? value : Expression.Convert(value, type));
    }
}
