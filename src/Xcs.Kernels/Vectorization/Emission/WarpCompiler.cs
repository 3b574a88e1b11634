using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>Runs warps of a block, up to barriers where it is resumable, or of blocks one after the other. Takes the address of a <see cref="WarpState"/>.</summary>
internal delegate void WarpCode(long state);

/// <summary>Which of the versions of a kernel is made.</summary>
/// <param name="IsFull">Whether all lanes of the warps exist.</param>
/// <param name="HasWholeRows">As <see cref="Uniformity.Of(KernelProgram, bool)"/> has it.</param>
/// <param name="IsResumable">Whether warps take turns at barriers; otherwise a warp is alone in its block, or there are none.</param>
internal readonly record struct WarpVersion(bool IsFull, bool HasWholeRows, bool IsResumable);

/// <summary>Makes the code of a kernel for whole warps: see README.md.</summary>
internal sealed partial class WarpCompiler
{
    // How often the nodes of a program may be repeated for warps whose lanes are all active, and how many in registers.
    private const int CopiesOfProgram = 6;
    private const int MostCopies = 6000;

    private static readonly MethodInfo ClearSharedMethod = typeof(LaneMemory).GetMethod(nameof(LaneMemory.ClearLines))!;

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
    private readonly DirtyVariables _dirty;
    private readonly Dictionary<LabelTarget, LabelTarget> _physical = [];
    private readonly Dictionary<LabelTarget, ParameterExpression[]?> _waits = [];
    private readonly List<(LabelTarget Label, BlockBarrier Barrier)> _barriers = [];
    private readonly VariablePlaces _places = new(sizeof(long));
    private readonly ParameterExpression[]? _alive;
    private List<Expression> _code = [];
    private int _budget;
    private int _watchSize;

    private WarpCompiler(KernelProgram program, WarpVersion version, LaneLayout layout, bool isUnchecked, SiteTable sites, bool hasCopies)
    {
        (_program, _version, _layout, _isUnchecked, _sites) = (program, version, layout, isUnchecked, sites);
        (_frame, _reached) = (Local(typeof(long), "frame"), Local(typeof(int), "reached"));
        _uniformity = Uniformity.Of(program, version.HasWholeRows);
        _jumps = new(program, _uniformity);
        _liveness = new(program, _uniformity, _jumps);
        _dirty = new(program);
        _indices = Indices.VariablesOf(program);
        _budget = hasCopies ? Math.Min(_jumps.Size(program.Body) * CopiesOfProgram, MostCopies / _layout.Parts(4)) : 0;
        if (_jumps.IsDivergent(program.Exit) && NodeSearch.HasBarrier(program.Body))
            _alive = [.. Enumerable.Range(0, _layout.Parts(4)).Select(i => Local(_layout.VectorOf(typeof(int)), $"alive{i}"))];
    }

    /// <summary>Compiles a version. Where it is too large for the JIT it is made without copies; where that is too large as well, of several functions.</summary>
    public static CompiledWarps Compile(KernelProgram program, WarpVersion version, LaneLayout layout, KernelOptions options, SiteTable sites)
    {
        var compiler = new WarpCompiler(program, version, layout, options.Unchecked, sites, hasCopies: true);
        var code = compiler.Lambda();
        var (size, functions, shared) = (CodeSize.Of([code.Body]), 1, 0);
        if (size.Exceeds(options.MostUses))
        {
            compiler = new(program, version, layout, options.Unchecked, sites, hasCopies: false);
            code = compiler.Lambda();
            size = CodeSize.Of([code.Body]);
        }
        if (size.Exceeds(options.MostUses))
            (code, functions, shared, size) = Outliner.Split(code, options.MostUses / 2);
        return new(code.Compile(), [.. compiler._barriers.Select(b => b.Barrier)], AlignedMemory.RoundUp(compiler._places.Size, AlignedMemory.Line), compiler._watchSize, functions, shared, size);
    }

    private Expression<WarpCode> Lambda()
    {
        var exit = Expression.Label("exit");
        _physical[_program.Exit] = exit;
        _ = WarpIndex;
        var mask = NewMask();
        if (!_version.IsFull)
            SetMask(mask, Present());
        if (_alive is not null)
            SetMask(_alive, _version.IsFull ? Ones() : mask);
        ZeroLive();
        Body(mask, exit);
        var body = _code;
        var blocks = AllBlocks(_version.IsResumable ? InTurn(body, exit) : Through(body, exit));
        return Expression.Lambda<WarpCode>(Expression.Block(typeof(void), _locals, [.. _prologue, blocks]), $"{_program.Name}{_layout.Bits}", [_state]);
    }

    // Where full and partial warps take turns, both have code of their own, as far as there is room.
    private void Body(ParameterExpression[] mask, LabelTarget exit)
    {
        Flow Of(bool isFull) => new(mask, isFull, exit);
        if (_version is { IsResumable: true, IsFull: false } && Take(_jumps.Size(_program.Body)))
            Emit(Expression.IfThenElse(All(mask), Nest(() => Statement(_program.Body, Of(true))), Nest(() => Statement(_program.Body, Of(false)))));
        else
            Statement(_program.Body, Of(_version.IsFull));
    }

    // Each warp up to its next barrier, and again until all of them have ended. How far a warp has come stands where its frame starts: the number of a
    // resume label, or -1 at the end.
    private List<Expression> InTurn(List<Expression> body, LabelTarget exit)
    {
        var (turn, round) = (Expression.Label("turn"), Expression.Label("round"));
        var endWarp = Prologue("endWarp", typeof(int), ReadState<int>(WarpState.EndWarp));
        var frames = Prologue("frames", typeof(long), ReadState<long>(WarpState.Frames));
        var distance = Prologue("frameSize", typeof(long), ReadState<long>(WarpState.FrameSize));
        var (warp, isStart) = (WarpIndex, OfBlock("isStart", typeof(bool), Expression.Constant(true)));
        var at = Local(typeof(int), "at");
        var counts = new[] { Yes, There }.Where(_known.ContainsKey).ToList();
        return
        [
            Expression.Label(round),
            Expression.Assign(warp, Int(0)),
            Expression.Assign(_frame, frames),
            Expression.Assign(_reached, Int(0)),
            Expression.Label(turn),
            Expression.Assign(at, Expression.Condition(isStart, Int(0), Read(typeof(int), _frame))),
            Expression.IfThen(Expression.LessThan(at, Int(0)), Expression.Goto(_nextWarp)),
            .. _warpStart,
            Expression.Switch(at, [.. _barriers.Select((b, i) => Expression.SwitchCase(Expression.Goto(b.Label), Int(i + 1)))]),
            .. body,
            Expression.Label(exit),
            Write(_frame, 0, Int(-1)),
            Expression.Label(_nextWarp),
            Expression.AddAssign(_frame, distance),
            Expression.PreIncrementAssign(warp),
            Expression.IfThen(Expression.LessThan(warp, endWarp), Expression.Goto(turn)),
            Expression.IfThen(Expression.LessThan(_reached, Int(0)), Expression.Call(ThrowApartMethod)),
            Expression.Assign(isStart, Expression.Constant(false)),
            .. counts.SelectMany(name => (Expression[])[Expression.Assign(Met(name), Meeting(name)), Expression.Assign(Meeting(name), Int(0))]),
            Expression.IfThen(Expression.GreaterThan(_reached, Int(0)), Expression.Goto(round)),
        ];
    }

    private List<Expression> Through(List<Expression> body, LabelTarget exit)
    {
        var endWarp = Prologue("endWarp", typeof(int), ReadState<int>(WarpState.EndWarp));
        return [LoopWhile(WarpIndex, endWarp, [.. _warpStart, .. body, Expression.Label(exit)])];
    }

    // A loop over blocks. The number of the block is written down for whoever has to tell of a fault.
    private LoopExpression AllBlocks(List<Expression> warps)
    {
        var endBlock = Prologue("endBlock", typeof(int), ReadState<int>(WarpState.EndBlock));
        List<Expression> block = [Write(_state, WarpState.Block, BlockIndex)];
        if (_program.Arrays.Any(a => a.Space is MemorySpace.Shared or MemorySpace.Dynamic))
            block.Add(Expression.Call(ClearSharedMethod, Prologue("shared", typeof(long), ReadState<long>(WarpState.Shared)), Prologue("clearBytes", typeof(int), ReadState<int>(WarpState.ClearBytes))));
        return LoopWhile(BlockIndex, endBlock, [.. block, .. _blockStart, .. warps]);
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
