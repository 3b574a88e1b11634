using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Launching;

/// <summary>Finds atomics on memory that blocks share whose outcome depends on who comes first.</summary>
internal sealed class AtomicOrder : ExpressionVisitor
{
    private bool _matters;

    private AtomicOrder()
    {
    }

    public static bool Matters(KernelProgram program)
    {
        var search = new AtomicOrder();
        search.Visit(program.Body);
        return search._matters;
    }

    protected override Expression VisitExtension(Expression node)
    {
        if (node is ArrayAtomic { Place.Array.Space: MemorySpace.Global } atomic)
            _matters |= atomic.IsUsed || !Commutes(atomic);
        return base.VisitExtension(node);
    }

    private static bool Commutes(ArrayAtomic atomic) => atomic.Kind switch
    {
        AtomicKind.Add or AtomicKind.Sub => KernelTypes.IsInteger(atomic.Type),
        AtomicKind.Min or AtomicKind.Max or AtomicKind.And or AtomicKind.Or or AtomicKind.Xor => true,
        _ => false,
    };
}
