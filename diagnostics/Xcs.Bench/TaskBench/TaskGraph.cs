namespace Xcs.Bench;

/// <summary>
/// A graph of Task Bench (Slaughter et al., "Task Bench: A Parameterized Benchmark for Evaluating Parallel Runtime Performance", SC 2020):
/// steps of points; a point reads points of the step before it, which ones says the pattern.
/// </summary>
internal sealed class TaskGraph
{
    /// <summary>The radix of the paper's "nearest" measurements.</summary>
    public const int DefaultRadix = 5;

    private const int DefaultPeriod = 3;
    private const double FractionConnected = 0.25;

    private readonly DependencePattern _pattern;
    private readonly int _radix;
    private readonly int _sets;
    private readonly int[] _stepStarts;

    public TaskGraph(DependencePattern pattern, int width, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        (_pattern, Width, Steps) = (pattern, width, steps);
        _radix = Math.Min(DefaultRadix, width);
        _sets = pattern switch
        {
            DependencePattern.Fft => Math.Max(1, (int)Math.Ceiling(Math.Log2(width))),
            // Beyond this, a later step of the period would wrap around and name a point twice.
            DependencePattern.Spread => Math.Min(DefaultPeriod, (width + _radix - 1) / _radix),
            DependencePattern.RandomNearest => DefaultPeriod,
            _ => 1,
        };
        _stepStarts = new int[steps + 1];
        for (var step = 0; step < steps; step++)
            _stepStarts[step + 1] = _stepStarts[step] + WidthAt(step);
        Sites = [.. Enumerable.Range(0, steps).SelectMany(SitesOf)];
        Topology = Topology.Of([.. Sites.Select(site => Array.ConvertAll(site.InputSlots, slot => slot - 1))]);
    }

    public int Width { get; }

    public int Steps { get; }

    /// <summary>The tasks, step after step.</summary>
    public TaskSite[] Sites { get; }

    public Topology Topology { get; }

    /// <summary>How much each task computes; may be changed between runs.</summary>
    public int Iterations { get; set; }

    /// <summary>Where tasks note how often they have run; null while nobody asks.</summary>
    public int[]? Counts { get; set; }

    /// <summary>The tasks of the last step, whose values make the result.</summary>
    public Range LastStep => _stepStarts[Steps - 1].._stepStarts[Steps];

    /// <summary>The first point of a step.</summary>
    public int OffsetAt(int step) => _pattern == DependencePattern.Dom ? Math.Max(0, step + Width - Steps) : 0;

    /// <summary>How many points a step has.</summary>
    public int WidthAt(int step) => _pattern switch
    {
        DependencePattern.Dom => Math.Min(Width, Math.Min(step + 1, Steps - step)),
        DependencePattern.Tree => Math.Min(Width, 1 << Math.Min(step, 30)),
        _ => Width,
    };

    /// <summary>The points of the step before that a point reads, each once; none in the first step.</summary>
    public int[] Dependencies(int step, int point)
    {
        if (step == 0)
            return [];
        var (from, to) = (OffsetAt(step - 1), OffsetAt(step - 1) + WidthAt(step - 1));
        return [.. Candidates((_pattern == DependencePattern.Fft ? step + _sets - 1 : step) % _sets, point).Distinct().Where(other => other >= from && other < to)];
    }

    private IEnumerable<int> Candidates(int set, int point) => _pattern switch
    {
        DependencePattern.Trivial => [],
        DependencePattern.NoComm => [point],
        DependencePattern.Stencil1D => Span(point - 1, point + 1),
        DependencePattern.Stencil1DPeriodic => [.. Span(point - 1, point + 1), .. point == 0 ? [Width - 1] : Array.Empty<int>(), .. point == Width - 1 ? [0] : Array.Empty<int>()],
        DependencePattern.Dom => Span(point - 1, point),
        DependencePattern.Tree => [point / 2],
        DependencePattern.Fft => [point - (1 << set), point, point + (1 << set)],
        DependencePattern.AllToAll => Span(0, Width - 1),
        DependencePattern.Nearest => Nearest(point),
        DependencePattern.Spread => Enumerable.Range(0, _radix).Select(k => (point + (k * Width / _radix) + (k > 0 ? set : 0)) % Width),
        DependencePattern.RandomNearest => Nearest(point).Where(other => other == point || Chance(set, other, point) < FractionConnected),
        _ => throw new ArgumentOutOfRangeException(nameof(point), _pattern, "no pattern"),
    };

    private IEnumerable<int> Nearest(int point) => Span(point - (_radix / 2), point + ((_radix - 1) / 2));

    private IEnumerable<int> Span(int first, int last)
    {
        (first, last) = (Math.Max(0, first), Math.Min(last, Width - 1));
        return Enumerable.Range(first, last - first + 1);
    }

    // From 0 to 1, by a hash as in the original, though not by the same one.
    private double Chance(int set, int other, int point)
    {
        var hash = Operators.Mix(Operators.Mix((ulong)_radix, (ulong)set), Operators.Mix((ulong)other, (ulong)point));
        return (Operators.Mix(hash, hash >> 29) >> 11) * (1.0 / (1UL << 53));
    }

    private IEnumerable<TaskSite> SitesOf(int step) => Enumerable.Range(OffsetAt(step), WidthAt(step)).Select(point =>
    {
        var points = Dependencies(step, point);
        return new TaskSite(this, step, point)
        {
            Node = NodeOf(step, point),
            InputPoints = points,
            InputSlots = Array.ConvertAll(points, other => NodeOf(step - 1, other) + 1),
        };
    });

    private int NodeOf(int step, int point) => _stepStarts[step] + point - OffsetAt(step);
}
