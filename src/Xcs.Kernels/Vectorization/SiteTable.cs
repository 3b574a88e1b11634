using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>The places of a kernel that may fail, by number. Thread-safe, as versions are compiled when they are needed.</summary>
internal sealed class SiteTable
{
    private readonly Lock _lock = new();
    private readonly List<Expression> _sites = [];

    public Expression this[int site]
    {
        get
        {
            lock (_lock)
                return _sites[site];
        }
    }

    public int Add(Expression node)
    {
        lock (_lock)
        {
            _sites.Add(node);
            return _sites.Count - 1;
        }
    }
}
