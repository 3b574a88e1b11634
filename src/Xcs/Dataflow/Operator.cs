using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Xcs.Execution;
using Xcs.Execution.Policies;

namespace Xcs;

/// <summary>What a node computes. Operators are immutable and shared by all nodes, runs and threads that use them.</summary>
public abstract class Operator
{
    private IReadOnlyList<Effect> _effects = [];

    private protected Operator(string name, OperatorKind kind, Type resultType, IReadOnlyList<Type> inputTypes)
    {
        Name = name;
        Kind = kind;
        ResultType = resultType;
        InputTypes = inputTypes;
    }

    /// <summary>The name in texts, reports and policies.</summary>
    public string Name { get; internal init; }

    /// <summary>What a node with this operator does when it runs.</summary>
    public OperatorKind Kind { get; }

    /// <summary>The type of the result, with tasks unwrapped; <see cref="Unit"/> where there is none.</summary>
    public Type ResultType { get; }

    /// <summary>The types of the inputs, in order.</summary>
    public IReadOnlyList<Type> InputTypes { get; }

    /// <summary>The expected run time of one call in nanoseconds; 0 where it is not known.</summary>
    public double Cost { get; internal init; }

    /// <summary>Whether the result depends on the inputs alone and the call may be merged with an equal one or left out (see <see cref="OperatorAttribute.Pure"/>).</summary>
    public bool IsPure { get; internal init; }

    /// <summary>The declared effects, those of the sub-graphs included; empty where there are none.</summary>
    public IReadOnlyList<Effect> Effects { get => _effects; internal init => _effects = value; }

    /// <summary>The sub-graphs of a control node; empty for all others.</summary>
    public IReadOnlyList<DataflowGraph> Bodies { get; internal init; } = [];

    /// <summary>The method called, where there is one.</summary>
    public MethodInfo? Method { get; internal init; }

    /// <summary>Whether a node with this operator is a value that is there before the run starts.</summary>
    internal bool IsGiven => Kind is OperatorKind.Argument or OperatorKind.Constant;

    /// <summary>Whether one call may go on for any number of rounds: it must be able to look at the run's token in between.</summary>
    internal virtual bool MayLoop => Bodies.Any(static body => Array.Exists(body.Operators, static node => node.MayLoop));

    /// <summary>Whether the operator, or one in its bodies, reads the run's token.</summary>
    internal virtual bool ReadsToken => Bodies.Any(static body => body.ReadsToken);

    /// <summary>Whether a node waits for something outside the run: a task, a blocking call.</summary>
    internal bool WaitsOutside => Kind is OperatorKind.Asynchronous or OperatorKind.Blocking;

    /// <summary>Whether a run may have to wait for something that no worker computes: the operator or one in its bodies returns a task or blocks.</summary>
    internal virtual bool MayWait => WaitsOutside || Bodies.Any(body => body.MayWait);

    /// <summary>Runs one call to its end on the calling thread, waiting where it must, and stores the result in <paramref name="output"/>.</summary>
    internal abstract void Execute(Frame frame, ReadOnlySpan<int> inputs, int output);

    /// <summary>Compiles what <see cref="Execute"/> does over and over; once is enough.</summary>
    internal virtual void Compile()
    {
    }

    /// <summary>Gives the frame a place for results of this operator.</summary>
    internal abstract void Reserve(FrameLayout layout);

    /// <summary>The call as an expression over its inputs, evaluated on the calling thread; null where only <see cref="Execute"/> can do it.</summary>
    internal virtual Expression? Emit(IReadOnlyList<Expression> inputs) => null;

    /// <summary>The same operator with other effects.</summary>
    internal Operator WithEffects(IReadOnlyList<Effect> effects)
    {
        var other = (Operator)MemberwiseClone();
        other._effects = effects;
        return other;
    }

    /// <summary>The same operator with other sub-graphs, which have the arguments and the result type of <see cref="Bodies"/>.</summary>
    internal virtual Operator WithBodies(IReadOnlyList<DataflowGraph> bodies) => this;

    /// <summary>Whether the operator is a call of a method, so that a policy may be put around it.</summary>
    internal virtual bool IsCall => false;

    /// <summary>What is put around the call, for texts; empty where there is nothing.</summary>
    internal virtual string PolicyText => "";

    /// <summary>The same call with a policy around it. Only for calls.</summary>
    internal virtual Operator WithPolicy(OperatorGuard guard) => throw new UnreachableException($"{Name} is no call");

    /// <summary>A constant that holds what is in a slot with a result of this operator; null for arguments.</summary>
    internal virtual Operator? ConstantOf(Frame frame, int slot) => null;

    /// <summary>Reads a result of this operator, boxed where it is a value.</summary>
    internal abstract object? Box(Frame frame, int slot);

    /// <summary>The value of a constant; null for every other operator.</summary>
    internal virtual object? ConstantValue => null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
