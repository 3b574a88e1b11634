using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>The variables of a lifted method. They stay the same while the stack machine starts again with what it has learned.</summary>
internal sealed class VariableTable
{
    private static readonly MethodInfo RunClassConstructor = typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.RunClassConstructor))!;

    private readonly MethodSource _source;
    private readonly Dictionary<(int Block, int Depth, Type Type), ParameterExpression> _slots = [];
    private readonly Dictionary<(int Block, int Depth), SlotType> _slotTypes = [];
    private readonly HashSet<(int Block, int Depth)> _mixed = [];
    private readonly HashSet<ParameterExpression> _divided = [];
    private readonly HashSet<ParameterExpression> _escaped = [];
    private readonly HashSet<ParameterExpression> _synthetic = [];
    private readonly List<ParameterExpression> _temporaries = [];

    public VariableTable(MethodSource source)
    {
        _source = source;
        var method = source.Method;
        var parameters = new List<ParameterExpression>();
        if (!method.IsStatic)
        {
            var owner = method.DeclaringType!;
            parameters.Add(Expression.Parameter(owner.IsValueType ? owner.MakeByRefType() : owner, "this"));
        }
        foreach (var parameter in method.GetParameters())
            parameters.Add(NewParameter(parameter));
        Parameters = parameters;
        Arguments = [.. parameters];
        Locals = source.Body.LocalVariables.Select(NewLocal).ToArray();
        MoveReassignedReferences();
        RunStaticConstructor();
    }

    public IReadOnlyList<ParameterExpression> Parameters { get; }

    /// <summary>For each argument the variable that holds it: the parameter itself but for references that the method points elsewhere.</summary>
    public ParameterExpression[] Arguments { get; }

    public ParameterExpression[] Locals { get; }

    /// <summary>What the method starts with.</summary>
    public List<Expression> Prologue { get; } = [];

    /// <summary>Whether something was learned since the stack machine started.</summary>
    public bool HasChanged { get; set; }

    public IEnumerable<ParameterExpression> All => Locals.Concat(Arguments.Except(Parameters)).Concat(_slots.Values).Concat(_temporaries);

    /// <summary>Starts again.</summary>
    public void Reset()
    {
        HasChanged = false;
        _temporaries.Clear();
    }

    public ParameterExpression NewTemporary(Type type)
    {
        var variable = Expression.Variable(type, $"t{_temporaries.Count}");
        _temporaries.Add(variable);
        _synthetic.Add(variable);
        return variable;
    }

    /// <summary>The variable that carries a stack entry into a block with several predecessors.</summary>
    public ParameterExpression Slot(BasicBlock block, int depth, Expression value)
    {
        var key = (block.Index, depth);
        var known = _slotTypes.TryGetValue(key, out var old);
        var type = known ? old.Merge(value) : SlotType.Of(value);
        HasChanged |= known && type.Type != old.Type;
        _slotTypes[key] = type;
        return Slot(block, depth);
    }

    public ParameterExpression Slot(BasicBlock block, int depth)
    {
        var type = _slotTypes[(block.Index, depth)].Type;
        if (!_slots.TryGetValue((block.Index, depth, type), out var variable))
        {
            _slots.Add((block.Index, depth, type), variable = Expression.Variable(type, $"s{block.Start:x}_{depth}"));
            _synthetic.Add(variable);
        }
        return variable;
    }

    /// <summary>Notes that different addresses meet at a stack entry, so that it needs a variable.</summary>
    public void Mix(BasicBlock block, int depth) => HasChanged |= _mixed.Add((block.Index, depth));

    public bool IsMixed(BasicBlock block, int depth) => _mixed.Contains((block.Index, depth));

    /// <summary>Notes that a local that is a reference points to different places.</summary>
    public void Divide(ParameterExpression local) => HasChanged |= _divided.Add(local);

    /// <summary>Whether a local that is a reference is only ever another name for one place.</summary>
    public bool IsName(ParameterExpression local) => !_divided.Contains(local);

    /// <summary>Whether a local is a reference to a ref struct: no variable can be that.</summary>
    public static bool IsNameOnly(ParameterExpression local) => local.Type == typeof(ByRef<NoVariable>);

    /// <summary>Notes that a reference to a variable lives on: from now on anything may read and write it.</summary>
    public void Escape(ParameterExpression variable) => HasChanged |= _escaped.Add(variable);

    public bool IsEscaped(ParameterExpression variable) => variable.IsByRef || _escaped.Contains(variable);

    /// <summary>Whether a variable is none that the program names.</summary>
    public bool IsSynthetic(ParameterExpression variable) => _synthetic.Contains(variable);

    private ParameterExpression NewParameter(ParameterInfo parameter)
    {
        if (parameter.ParameterType.IsPointer || parameter.ParameterType.IsFunctionPointer)
            throw Refusal.Of(_source.Method, "a pointer as a parameter", "Take a span or an array");
        return Expression.Parameter(parameter.ParameterType, parameter.Name);
    }

    private ParameterExpression NewLocal(LocalVariableInfo local)
    {
        if (local.IsPinned)
            throw _source.Refuse(0, "a pinned local (fixed)", "Use spans, which need no pinning");
        if (local.LocalType.Name == "StackCrawlMark" || local.LocalType == typeof(TypedReference))
            throw _source.Refuse(0, $"a local of type {local.LocalType.Name}", "Call the method as an operator");
        var name = _source.Symbols.NameOf(local.LocalIndex);
        var isNameOnly = local.LocalType is { IsByRef: true } && local.LocalType.GetElementType()!.IsByRefLike;
        var variable = Expression.Variable(isNameOnly ? typeof(ByRef<NoVariable>) : StackKinds.Representation(local.LocalType), name ?? $"v{local.LocalIndex}");
        if (name is null)
            _synthetic.Add(variable);
        return variable;
    }

    // A parameter that is a reference cannot be pointed elsewhere: a variable of its own can.
    private void MoveReassignedReferences()
    {
        foreach (var instruction in _source.Instructions)
            if (instruction.OpCode is System.Reflection.Metadata.ILOpCode.Starg or System.Reflection.Metadata.ILOpCode.Starg_s
                && Arguments[instruction.Number] is { IsByRef: true } parameter)
            {
                var copy = Expression.Variable(StackKinds.Representation(parameter.Type.MakeByRefType()), parameter.Name);
                Prologue.Add(Expression.Assign(copy, Expression.Call(typeof(ByRef), nameof(ByRef.Of), [parameter.Type], parameter)));
                Arguments[instruction.Number] = copy;
            }
    }

    // A static constructor that the program wrote runs before the first call of a static method; the tree is no such call.
    private void RunStaticConstructor()
    {
        var type = _source.Method.DeclaringType;
        if (_source.Method.IsStatic && type?.TypeInitializer is not null && !type.Attributes.HasFlag(TypeAttributes.BeforeFieldInit))
            Prologue.Add(Expression.Call(RunClassConstructor, Expression.Constant(type.TypeHandle)));
    }

    private readonly struct NoVariable;
}
