using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;

namespace Xcs.Kernels.Programs;

/// <content>Warps, tiles and groups.</content>
internal sealed partial class KernelLowering
{
    private static readonly MethodInfo PopCountMethod = typeof(BitOperations).GetMethod(nameof(BitOperations.PopCount), [typeof(ulong)])!;
    private static readonly MethodInfo SourceMethod = typeof(LaneMath).GetMethod(nameof(LaneMath.Source))!;
    private static readonly MethodInfo CompressMethod = typeof(LaneMath).GetMethod(nameof(LaneMath.Compress))!;

    private LoweredValue? OfWarp(MethodCallExpression call)
    {
        var method = call.Method;
        switch (method.Name)
        {
            case "get_Size":
                return new Scalar(Expression.Constant(_warpSize));
            case "get_Lane":
                return new Scalar(Thread(ThreadValueKind.Lane));
            case "get_Index":
                return new Scalar(Thread(ThreadValueKind.WarpIndex));
            case nameof(Warp.ActiveMask):
                return new Scalar(Operation(typeof(ulong), WarpKind.ActiveMask, null, null, null, _warpSize));
            case nameof(Warp.Coalesced):
                return new Aggregate(typeof(CoalescedGroup), [Spill(new Scalar(Operation(typeof(ulong), WarpKind.ActiveMask, null, null, null, _warpSize)), _ => true)]);
            case nameof(Warp.Tile):
                return new Aggregate(typeof(Tile), [new Scalar(Expression.Constant(Width(Number(call.Arguments[0]), "tile", 2)))]);
            case nameof(Warp.Sync):
                Emit(new MemoryFence(FenceKind.Warp, call.Arguments.Count > 0 ? Number(call.Arguments[0]) : null, _warpSize));
                return null;
        }
        var isSync = method.Name.EndsWith("Sync", StringComparison.Ordinal);
        var kind = Enum.Parse<WarpKind>(isSync ? method.Name[..^4] : method.Name);
        var operands = Operands(call.Arguments).Select(v => ((Scalar)v).Expression).ToList();
        Locate(call);
        var members = isSync ? operands[0] : null;
        if (isSync)
            operands.RemoveAt(0);
        var operand = kind <= WarpKind.ShuffleXor ? operands[1] : null;
        var width = operands.Count > 2 ? Width(operands[2], "width", 1) : _warpSize;
        return new Scalar(Operation(TypeOf(method, kind), kind, operands[0], operand, members, width));
    }

    private Scalar? OfTile(MethodCallExpression call)
    {
        if (Value(call.Object!) is not Aggregate tile || tile["size"] is not Scalar { Expression: ConstantExpression { Value: int size } })
            throw Refuse("a tile whose size is not known when the kernel is compiled", "Make it with Warp.Tile and a constant, where it is declared.");
        if (size == 0)
            throw Refuse("a tile without a size", "Make it with Warp.Tile.");
        Expression Start() => Noted(Expression.And(Thread(ThreadValueKind.Lane), Expression.Constant(-size)));
        switch (call.Method.Name)
        {
            case "get_Size":
                return new Scalar(Expression.Constant(size));
            case "get_Rank":
                return new Scalar(Noted(Expression.And(Thread(ThreadValueKind.Lane), Expression.Constant(size - 1))));
            case "get_Index":
                return new Scalar(Noted(Expression.RightShift(Thread(ThreadValueKind.Lane), Expression.Constant(BitOperations.Log2((uint)size)))));
            case "Sync":
                Emit(new MemoryFence(FenceKind.Warp, null, size));
                return null;
        }
        var kind = Enum.Parse<WarpKind>(call.Method.Name);
        var operands = Operands(call.Arguments).Select(v => ((Scalar)v).Expression).ToList();
        Locate(call);
        var operand = kind <= WarpKind.ShuffleXor ? operands[1] : null;
        // Bits beyond the tile would lead into an earlier one: such a lane keeps its own value.
        if (kind == WarpKind.ShuffleXor && Fixed(operand!) is var bits)
            operand = Folded(Expression.Condition(Folded(Expression.Equal(Folded(Expression.And(bits, Expression.Constant(-size))), Expression.Constant(0))), bits, Expression.Constant(0)));
        var result = Operation(TypeOf(call.Method, kind), kind, operands[0], operand, null, size);
        return new Scalar(kind is WarpKind.Ballot or WarpKind.MatchAny or WarpKind.MatchAll && size < _warpSize ? Noted(Expression.RightShift(result, Start())) : result);
    }

    private Scalar? OfGroup(MethodCallExpression call)
    {
        var operands = Operands(call.Object is null ? call.Arguments : [call.Object, .. call.Arguments]);
        Locate(call);
        var mask = ((Scalar)((Aggregate)operands[0])["mask"]).Expression;
        var lane = Thread(ThreadValueKind.Lane);
        Expression Rank()
        {
            var below = Noted(Expression.Subtract(Noted(Expression.LeftShift(Expression.Constant(1UL), lane)), Expression.Constant(1UL)));
            return Noted(Expression.Call(PopCountMethod, Noted(Expression.And(mask, below))));
        }
        switch (call.Method.Name)
        {
            case "get_Size":
                return new Scalar(Noted(Expression.Call(PopCountMethod, mask)));
            case "get_Rank":
                return new Scalar(Rank());
            case "get_Mask":
                return new Scalar(mask);
            case "Sync":
                Emit(new MemoryFence(FenceKind.Warp, mask, _warpSize));
                return null;
        }
        var kind = Enum.Parse<WarpKind>(call.Method.Name);
        var value = ((Scalar)operands[1]).Expression;
        if (kind <= WarpKind.ShuffleXor)
        {
            var operand = Fixed(((Scalar)operands[2]).Expression);
            Expression From(Expression rank) => Noted(Expression.Condition(Noted(Expression.LessThan(operand, Expression.Constant(0))), Expression.Constant(-1), Noted(rank)));
            var rank = kind switch
            {
                WarpKind.Shuffle => operand,
                WarpKind.ShuffleUp => From(Expression.Subtract(Rank(), operand)),
                WarpKind.ShuffleDown => From(Expression.Add(Rank(), operand)),
                _ => Noted(Expression.ExclusiveOr(Rank(), operand)),
            };
            var source = Noted(Expression.Call(SourceMethod, mask, rank, lane));
            return new Scalar(Operation(value.Type, WarpKind.Shuffle, value, source, mask, _warpSize));
        }
        var result = Operation(TypeOf(call.Method, kind), kind, value, null, mask, _warpSize);
        return new Scalar(kind is WarpKind.Ballot or WarpKind.MatchAny or WarpKind.MatchAll ? Noted(Expression.Call(CompressMethod, result, mask)) : result);
    }

    // A number that is used several times.
    private Expression Fixed(Expression number) => ((Scalar)Spill(new Scalar(number), leaf => leaf is not (ConstantExpression or ThreadValue))).Expression;

    private Type TypeOf(MethodInfo method, WarpKind kind)
    {
        if (method.IsGenericMethod && method.GetGenericArguments()[0] is var type && (!KernelTypes.IsWide(type) || kind >= WarpKind.ReduceAnd && !KernelTypes.IsInteger(type)))
            throw Refuse($"{method.Name} on {TypeName(type)}", "Use int, uint, long, ulong, float or double; for bits, the integers.");
        return method.ReturnType;
    }

    private WarpOperation Operation(Type type, WarpKind kind, Expression? value, Expression? operand, Expression? members, int width) =>
        Noted(new WarpOperation(type, kind, value, operand, members, width));

    private int Width(Expression width, string what, int least)
    {
        if (width is not ConstantExpression { Value: int number })
            throw Refuse($"a {what} that is not known when the kernel is compiled", "Give a constant, or one computed from Warp.Size.");
        return BitOperations.IsPow2(number) && number >= least && number <= _warpSize
            ? number
            : throw Refuse($"a {what} of {number} in a warp of {_warpSize}", $"Use a power of two from {least} to {_warpSize}.");
    }
}
