using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>
/// A loop taken apart (loop distribution, Kennedy and McKinley 1990) into what says which rounds there are, what each round can compute by
/// itself, and what takes the rounds in order: writes, sums, everything that depends on those.
/// </summary>
internal sealed class LoopParts
{
    private readonly LiftedFunction _lifted;
    private readonly Expression[] _statements;
    private readonly LocalUse[] _uses;
    private readonly Accesses.Summary[] _does;
    private readonly Part[] _part;
    private readonly HashSet<ParameterExpression> _carried;
    private readonly Accesses.Summary _test;
    private readonly LocalUse _testUse;

    private LoopParts(WhileStatement loop, LiftedFunction lifted)
    {
        _lifted = lifted;
        Test = loop.Test;
        var statements = new LoopStatements(loop, lifted);
        _statements = [.. statements.All];
        Temporaries = statements.Temporaries;
        _uses = Array.ConvertAll(_statements, static statement => LocalUse.Of(statement));
        _does = Array.ConvertAll(_statements, lifted.Accesses.Whole);
        _test = lifted.Accesses.Whole(loop.Test);
        _testUse = LocalUse.Of(loop.Test);
        _part = new Part[_statements.Length];
        _carried = [.. LocalUse.Of([loop.Test, .. _statements]).Exposed.Intersect(_uses.SelectMany(static use => use.Writes).Concat(_testUse.Writes))];
    }

    private enum Part
    {
        Own,
        Rounds,
        Order,
    }

    /// <summary>Why the rounds have to take turns; null where they do not.</summary>
    public string? Obstacle { get; private set; }

    public Expression Test { get; }

    /// <summary>Variables that hold what was taken out of a statement.</summary>
    public IReadOnlyList<ParameterExpression> Temporaries { get; }

    /// <summary>Advances the loop: with <see cref="Test"/> it says which rounds there are.</summary>
    public IReadOnlyList<Expression> Rounds => Of(Part.Rounds);

    /// <summary>The other statements in the order of the program: runs of those that a round computes by itself, and single ones that follow in the order of the rounds.</summary>
    public IEnumerable<(bool IsOwn, Expression[] Statements)> Sections
    {
        get
        {
            var run = new List<Expression>();
            foreach (var at in Enumerable.Range(0, _statements.Length).Where(at => _part[at] != Part.Rounds))
            {
                if (_part[at] == Part.Own)
                {
                    run.Add(_statements[at]);
                    continue;
                }

                if (run.Count > 0)
                    yield return (true, [.. run]);
                run.Clear();
                yield return (false, [_statements[at]]);
            }

            if (run.Count > 0)
                yield return (true, [.. run]);
        }
    }

    /// <summary>What the rounds hand over: variables that advancing the loop writes and others read, and whether it has to be their value at the start of the round.</summary>
    public IReadOnlyList<(ParameterExpression Variable, bool IsBefore)> Handed { get; private set; } = [];

    /// <summary>The variables that a section writes and that other sections, or code after the loop, read.</summary>
    public List<ParameterExpression> OutsOf(Expression[] section)
    {
        var use = LocalUse.Of(section);
        return [.. use.Writes.Where(IsReadElsewhere)];

        bool IsReadElsewhere(ParameterExpression variable)
        {
            var inLoop = _uses.Sum(statement => statement.ReadCounts.GetValueOrDefault(variable));
            return inLoop > use.ReadCounts.GetValueOrDefault(variable) || _lifted.Use.ReadCounts.GetValueOrDefault(variable) > inLoop;
        }
    }

    public static LoopParts Of(WhileStatement loop, LiftedFunction lifted)
    {
        var parts = new LoopParts(loop, lifted);
        parts.Obstacle = parts.Split();
        return parts;
    }

    private string? Split()
    {
        if (_test.HasWork || _test.IsCommitting)
            return "its test makes calls, and they say whether there is another round";
        if (_testUse.ReadCounts.Keys.Any(LoopStatements.IsFlow))
            return "a round may end it";
        MarkRounds();
        MarkOrder();
        if (!Indices(Part.Own).Any(at => _does[at].HasWork))
            return Reason();
        if (Indices(Part.Rounds).Any(at => _does[at].HasWork || _does[at].IsCommitting))
            return "finding the next round makes calls";
        if (Conflict() is { } conflict)
            return conflict;
        return HandOver();
    }

    // What the test depends on, from round to round.
    private void MarkRounds()
    {
        var needed = _testUse.ReadCounts.Keys.ToHashSet();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var at = 0; at < _statements.Length; at++)
            {
                if (_part[at] == Part.Rounds || !_uses[at].Writes.Overlaps(needed))
                    continue;
                _part[at] = Part.Rounds;
                needed.UnionWith(_uses[at].ReadCounts.Keys);
                changed = true;
            }
        }

        // A value that only such statements lead to, and that costs nothing: the item at hand.
        for (var at = 0; at < _statements.Length; at++)
        {
            var reads = _uses[at].ReadCounts.Keys.Where(variable => _uses.Any(use => use.Writes.Contains(variable)));
            var isItem = _part[at] == Part.Own && !_does[at].HasWork && !_does[at].IsCommitting && _does[at].All.All(static access => access.Kind == AccessKind.Read)
                && _uses[at].Writes.Count > 0 && !_uses[at].Writes.Overlaps(_carried) && _uses[at].Writes.All(variable => Writers(variable).All(writer => writer == at))
                && (_part.Take(at).All(static part => part == Part.Rounds) || LoopStatements.IsQuietAssignment(_statements[at]))
                && reads.All(variable => Writers(variable).All(writer => _part[writer] == Part.Rounds));
            if (isItem)
                _part[at] = Part.Rounds;
        }
    }

    private void MarkOrder()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var at = 0; at < _statements.Length; at++)
            {
                if (_part[at] == Part.Own && TakesTurns(at))
                {
                    _part[at] = Part.Order;
                    changed = true;
                }
            }
        }
    }

    private bool TakesTurns(int at) =>
        _does[at].IsCommitting || _does[at].All.Any(static access => access.Kind != AccessKind.Read) || LoopStatements.MayLeave(_statements[at])
        || _uses[at].Writes.Overlaps(_carried)
        || _uses[at].Mentioned.Any(variable => Writers(variable).Any(writer => _part[writer] == Part.Order))
        || Indices(Part.Order).Any(other => Meet(at, other));

    private string? Conflict()
    {
        foreach (var at in Indices(Part.Rounds))
        {
            if (_part.Take(at).Any(static part => part != Part.Rounds) && !LoopStatements.IsQuietAssignment(_statements[at]))
                return "finding the next round may fail in the middle of one";
            if (Indices(Part.Order).Any(other => Meet(at, other)))
                return "finding the next round reads what the rounds change";
            if (_uses[at].Mentioned.Any(variable => Writers(variable).Any(writer => _part[writer] != Part.Rounds)))
                return "finding the next round depends on the one before";
        }

        if (_testUse.Mentioned.Any(variable => Writers(variable).Any(writer => _part[writer] != Part.Rounds)))
            return "its test depends on the round before";
        return Indices(Part.Order).Any(other => _does[other].All.Any(mine => _test.All.Any(theirs => mine.Conflicts(theirs)))) ? "its test reads what the rounds change" : null;
    }

    private string? HandOver()
    {
        var handed = new List<(ParameterExpression, bool)>();
        foreach (var variable in Indices(Part.Rounds).SelectMany(at => _uses[at].Writes).Union(_testUse.Writes))
        {
            var writers = Writers(variable).ToArray();
            var readers = Enumerable.Range(0, _statements.Length).Where(at => _part[at] != Part.Rounds && _uses[at].IsRead(variable)).ToArray();
            if (readers.Length == 0)
                continue;
            if (writers.Length > 0 && readers.Max() < writers.Min())
                handed.Add((variable, true));
            else if (writers.Length == 0 || writers.Max() < readers.Min())
                handed.Add((variable, false));
            else
                return $"{variable.Name} changes in the middle of a round";
        }

        Handed = handed;
        return null;
    }

    private bool Meet(int first, int second) => _does[first].All.Any(mine => _does[second].All.Any(theirs => mine.Conflicts(theirs)));

    private IEnumerable<int> Writers(ParameterExpression variable) => Enumerable.Range(0, _statements.Length).Where(at => _uses[at].Writes.Contains(variable));

    private IEnumerable<int> Indices(Part part) => Enumerable.Range(0, _statements.Length).Where(at => _part[at] == part);

    private List<Expression> Of(Part part) => [.. Indices(part).Select(at => _statements[at])];

    // The first thing that keeps the calls of one round behind those of the round before.
    private string Reason()
    {
        foreach (var at in Indices(Part.Order).Where(at => _does[at].HasWork))
        {
            if (LoopStatements.MayLeave(_statements[at]))
                return "a round may end it";
            if (_uses[at].Mentioned.FirstOrDefault(_carried.Contains) is { } variable)
                return $"{variable.Name} is carried from round to round";
            if (_does[at].IsCommitting || _does[at].All.Any(static access => access.Kind != AccessKind.Read))
                return "its calls change what others can see";
        }

        return "its calls read what the rounds change";
    }
}
