using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>Runs warps of a block, up to barriers where it is resumable, or of blocks one after the other. Takes the address of a <see cref="WarpState"/>.</summary>
internal delegate void WarpCode(long state);

/// <summary>Which of the versions of a kernel is made.</summary>
/// <param name="IsFull">Whether all lanes of the warp exist.</param>
/// <param name="HasWholeRows">As <see cref="Uniformity.Of(KernelProgram, bool)"/> has it.</param>
/// <param name="IsResumable">Whether warps take turns at barriers; otherwise a warp is alone in its block, or there are none.</param>
internal readonly record struct WarpVersion(bool IsFull, bool HasWholeRows, bool IsResumable);

/// <summary>Makes the code of a kernel for whole warps: see README.md.</summary>
internal sealed partial class WarpCompiler
{
    // How often the nodes of a program may be repeated for warps whose lanes are all active, and how many in registers.
    private const int CopiesOfProgram = 6;
    private const int MostCopies = 6000;

    private static readonly MethodInfo ClearSharedMethod = typeof(LaneMemory).GetMethod(nameof(LaneMemory.Clear))!;

    private readonly ParameterExpression _state = Expression.Parameter(typeof(long), "state");
    private readonly LabelTarget _nextWarp = Expression.Label("nextWarp");
    private readonly ParameterExpression _frame;
    private readonly ParameterExpression _reached;
    private readonly KernelProgram _program;
    private readonly WarpVersion _version;
    private readonly LaneLayout _layout;
    private readonly bool _isUnchecked;
    private readonly SiteTable _sites;
    private readonly Uniformity _uniformity;
    private readonly JumpFlow _jumps;
    private readonly Liveness _liveness;
    private readonly Dictionary<LabelTarget, LabelTarget> _physical = [];
    private readonly Dictionary<LabelTarget, ParameterExpression[]?> _waits = [];
    private readonly List<(LabelTarget Label, BlockBarrier Barrier)> _barriers = [];
    private readonly ParameterExpression[]? _alive;
    private List<Expression> _code = [];
    private int _budget;
    private int _frameSize = sizeof(long);
    private int _watchSize;

    private WarpCompiler(KernelProgram program, WarpVersion version, LaneLayout layout, bool isUnchecked, SiteTable sites, bool hasCopies)
    {
        (_program, _version, _layout, _isUnchecked, _sites) = (program, version, layout, isUnchecked, sites);
        (_frame, _reached) = (Local(typeof(long), "frame"), Local(typeof(int), "reached"));
        _uniformity = Uniformity.Of(program, version.HasWholeRows);
        _jumps = new(program, _uniformity);
        _liveness = new(program, _uniformity, _jumps);
        _indices = Indices.VariablesOf(program);
        _budget = hasCopies ? Math.Min(_jumps.Size(program.Body) * CopiesOfProgram, MostCopies / _layout.Parts(4)) : 0;
        if (_jumps.IsDivergent(program.Exit) && NodeSearch.HasBarrier(program.Body))
            _alive = [.. Enumerable.Range(0, _layout.Parts(4)).Select(i => Local(_layout.VectorOf(typeof(int)), $"alive{i}"))];
    }

    /// <summary>Compiles a version.</summary>
    public static CompiledWarps Compile(KernelProgram program, WarpVersion version, LaneLayout layout, bool isUnchecked, SiteTable sites)
    {
        var compiler = new WarpCompiler(program, version, layout, isUnchecked, sites, hasCopies: true);
        var lambda = compiler.Lambda();
        var size = CodeSize.Of(lambda);
        if (size.IsTooLarge)
        {
            compiler = new(program, version, layout, isUnchecked, sites, hasCopies: false);
            lambda = compiler.Lambda();
            size = CodeSize.Of(lambda);
        }
        return new(lambda.Compile(), [.. compiler._barriers.Select(b => b.Barrier)], compiler._frameSize, compiler._watchSize, size);
    }

    private Expression<WarpCode> Lambda()
    {
        var exit = Expression.Label("exit");
        _physical[_program.Exit] = exit;
        _ = WarpIndex;
        var mask = NewMask();
        if (!_version.IsFull)
            for (var i = 0; i < mask.Length; i++)
                Set(mask[i], ReadState(mask[i].Type, Expression.Add(Prologue("present", typeof(long), ReadState<long>(WarpState.Present)), Expression.Constant((long)i * VectorCalls.SizeOf(mask[i].Type)))));
        if (_alive is not null)
            SetMask(_alive, _version.IsFull ? Ones() : mask);
        ZeroLive();
        Statement(_program.Body, new(mask, _version.IsFull, exit));
        var body = _code;
        _code = _version.IsResumable ? InTurn(body, exit) : AllBlocks(body, exit);
        _code.InsertRange(0, _prologue);
        return Expression.Lambda<WarpCode>(Expression.Block(typeof(void), _locals, _code), $"{_program.Name}{_layout.Bits}", [_state]);
    }

    // Each warp up to its next barrier, and again while all of them wait at the same one and nobody has to count votes. How far a warp has come stands
    // where its frame starts: the number of a barrier, 0 at the start, -1 at the end.
    private List<Expression> InTurn(List<Expression> body, LabelTarget exit)
    {
        var (turn, round) = (Expression.Label("turn"), Expression.Label("round"));
        var firstWarp = Prologue("firstWarp", typeof(int), ReadState<int>(WarpState.FirstWarp));
        var endWarp = Prologue("endWarp", typeof(int), ReadState<int>(WarpState.EndWarp));
        var frames = Prologue("frames", typeof(long), ReadState<long>(WarpState.Frames));
        var distance = Prologue("frameSize", typeof(long), ReadState<long>(WarpState.FrameSize));
        var isAlone = Prologue("isAlone", typeof(bool), Expression.NotEqual(ReadState<long>(WarpState.IsAlone), Expression.Constant(0L)));
        var (warp, at) = (WarpIndex, Local(typeof(int), "at"));
        var quiet = _barriers.Take(64).Select((b, i) => b.Barrier.Kind == BarrierKind.Plain ? 1UL << i : 0).Aggregate(0UL, (a, b) => a | b);
        var goesOn = Expression.AndAlso(Expression.AndAlso(isAlone, Expression.AndAlso(Expression.GreaterThan(_reached, Int(0)), Expression.LessThanOrEqual(_reached, Int(64)))),
            Expression.NotEqual(Expression.And(Expression.RightShift(Expression.Constant(quiet), Expression.Subtract(_reached, Int(1))), Expression.Constant(1UL)), Expression.Constant(0UL)));
        return
        [
            .. _blockStart,
            Expression.Assign(_reached, Int(0)),
            Expression.Label(turn),
            Expression.IfThen(Expression.GreaterThanOrEqual(warp, endWarp), Expression.Goto(round)),
            Expression.Assign(_frame, Expression.Add(frames, Expression.Multiply(Wide(warp), distance))),
            Expression.Assign(at, Read(typeof(int), _frame)),
            Expression.IfThen(Expression.LessThan(at, Int(0)), Expression.Goto(_nextWarp)),
            .. _warpStart,
            Expression.Switch(at, [.. _barriers.Select((b, i) => Expression.SwitchCase(Expression.Goto(b.Label), Int(i + 1)))]),
            .. body,
            Expression.Label(exit),
            Write(_frame, 0, Int(-1)),
            Expression.Label(_nextWarp),
            Expression.PreIncrementAssign(warp),
            Expression.Goto(turn),
            Expression.Label(round),
            Expression.IfThen(goesOn, Expression.Block(Expression.Assign(warp, firstWarp), Expression.Assign(_reached, Int(0)), Expression.Goto(turn))),
        ];
    }

    // A loop over blocks around one over their warps. The number of the block is written down for whoever has to tell of a fault.
    private List<Expression> AllBlocks(List<Expression> body, LabelTarget exit)
    {
        var endBlock = Prologue("endBlock", typeof(int), ReadState<int>(WarpState.EndBlock));
        var endWarp = Prologue("endWarp", typeof(int), ReadState<int>(WarpState.EndWarp));
        var warp = WarpIndex;
        List<Expression> block = [Write(_state, WarpState.Block, BlockIndex)];
        if (_program.Arrays.Any(a => a.Space is MemorySpace.Shared or MemorySpace.Dynamic))
            block.Add(Expression.Call(ClearSharedMethod, Prologue("shared", typeof(long), ReadState<long>(WarpState.Shared)), Prologue("clearBytes", typeof(int), ReadState<int>(WarpState.ClearBytes))));
        block.AddRange(_blockStart);
        block.Add(LoopWhile(warp, endWarp, [.. _warpStart, .. body, Expression.Label(exit)]));
        return [LoopWhile(BlockIndex, endBlock, block)];
    }

    private static LoopExpression LoopWhile(ParameterExpression number, Expression end, IEnumerable<Expression> turn)
    {
        var over = Expression.Label("over");
        return Expression.Loop(Expression.Block(typeof(void),
            [Expression.IfThen(Expression.GreaterThanOrEqual(number, end), Expression.Break(over)), .. turn, Expression.PreIncrementAssign(number)]), over);
    }

    // Variables start as zero; most are assigned before they are read.
    private void ZeroLive()
    {
        var live = _liveness.Before(_program.Body);
        foreach (var local in _program.Locals)
            foreach (var part in PartsOf(local))
                if (live.Contains(local))
                    Set(part, Zero(part.Type));
        foreach (var parameter in _program.Parameters)
            for (var i = 0; i < parameter.Values.Count; i++)
                if (live.Contains(parameter.Values[i].Variable))
                    SetArgument(parameter.Values[i].Variable, parameter.Slot + i);
    }

    private void SetArgument(ParameterExpression variable, int slot)
    {
        var argument = LaneValue.Uniform(Prologue($"slot{slot}", variable.Type, ReadSlot(slot, variable.Type)));
        var parts = PartsOf(variable);
        var values = _uniformity.Of(variable).IsVarying ? Vectors(argument) : [argument.Scalar!];
        for (var i = 0; i < parts.Length; i++)
            Set(parts[i], values[i]);
    }

    private static Expression Zero(Type type) => type.IsGenericType ? VectorCalls.Zero(type) : Expression.Default(type);
}
