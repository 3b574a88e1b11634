using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Kernels.Programs;

/// <summary>
/// A kernel, lifted, with everything that it calls inlined: what all back ends run. The body is a tree of the few statements and expressions that
/// README.md lists. Immutable; safe to share between threads.
/// </summary>
internal sealed class KernelProgram
{
    private readonly Dictionary<Expression, SourceLocation> _sources;

    internal KernelProgram(
        string name, int warpSize, IReadOnlyList<KernelParameter> parameters, IReadOnlyList<KernelArray> arrays, IReadOnlyList<ParameterExpression> locals,
        Expression body, LabelTarget exit, Dictionary<Expression, SourceLocation> sources)
    {
        Name = name;
        WarpSize = warpSize;
        Parameters = parameters;
        Arrays = arrays;
        Locals = locals;
        Body = body;
        Exit = exit;
        _sources = sources;
        SlotCount = parameters.Sum(p => p.Array is null ? p.Values.Count : KernelArray.SlotsOfArray);
        SharedBytes = arrays.Where(a => a.Space == MemorySpace.Shared).Select(a => a.Offset + a.Length * a.ElementSize).DefaultIfEmpty().Max();
        LocalBytes = arrays.Where(a => a.Space == MemorySpace.Local).Select(a => a.Offset + a.Length * a.ElementSize).DefaultIfEmpty().Max();
    }

    /// <summary>The kernel as type and method.</summary>
    public string Name { get; }

    public int WarpSize { get; }

    public IReadOnlyList<KernelParameter> Parameters { get; }

    public IReadOnlyList<KernelArray> Arrays { get; }

    /// <summary>All variables of a thread but those of its parameters. Zero when the thread starts.</summary>
    public IReadOnlyList<ParameterExpression> Locals { get; }

    public Expression Body { get; }

    /// <summary>Where a thread goes that returns early. It stands nowhere in the body.</summary>
    public LabelTarget Exit { get; }

    /// <summary>How many argument slots of 64 bits a launch has.</summary>
    public int SlotCount { get; }

    /// <summary>The size of the shared arrays without the dynamic one, which starts behind them at the next multiple of 64 bytes.</summary>
    public int SharedBytes { get; }

    /// <summary>The size of the local arrays of a thread.</summary>
    public int LocalBytes { get; }

    /// <summary>Where the dynamic shared memory starts.</summary>
    public int DynamicOffset => (SharedBytes + SharedAlignment - 1) / SharedAlignment * SharedAlignment;

    internal const int SharedAlignment = 64;

    /// <summary>The program of a kernel.</summary>
    /// <exception cref="KernelException">The kernel contains something that a kernel cannot say.</exception>
    public static KernelProgram Of(MethodInfo kernel, int warpSize) => KernelLowering.Lower(kernel, warpSize);

    /// <summary>The source line of a statement or expression of the body; unknown without symbols.</summary>
    public SourceLocation SourceOf(Expression expression) => _sources.GetValueOrDefault(expression);

    /// <summary>A refusal of the whole kernel or of a place in it.</summary>
    public KernelException Refuse(string rule, string mend, Expression? place = null) => new(Name, rule, mend, place is null ? default : SourceOf(place));
}
