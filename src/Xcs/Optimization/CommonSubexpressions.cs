using System.Numerics;

namespace Xcs.Optimization;

/// <summary>
/// Makes equal pure calls once: calls of one operator on the same inputs. Value numbering (Cocke and Schwartz 1970) in program order, so
/// that calls on merged calls are merged as well; the first of equal calls stays. Expected linear time.
/// </summary>
internal static class CommonSubexpressions
{
    public static void Run(GraphEdit edit)
    {
        var identity = new OperatorIdentity();
        var classes = new int[edit.Count];
        var first = new int[TableSize(edit)];
        for (var id = 0; id < edit.Count; id++)
        {
            if (!edit.IsFree(id))
                continue;
            classes[id] = identity.ClassOf(edit.Operator(id));
            var stand = FirstEqual(edit, classes, first, id);
            if (stand != id)
                Merge(edit, id, stand);
        }
    }

    private static void Merge(GraphEdit edit, int id, int stand)
    {
        if (!edit.Operator(id).IsGiven)
            edit.Notes.Add("common subexpressions: merged", () => $"{edit.Describe(id)} into %{stand}");
        edit.Merge(id, stand);
    }

    // Twice as many places as entries, a power of two; places hold id + 1.
    private static int TableSize(GraphEdit edit)
    {
        var entries = 0;
        for (var id = 0; id < edit.Count; id++)
            entries += edit.IsFree(id) ? 1 : 0;
        return (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, 2 * entries));
    }

    private static int FirstEqual(GraphEdit edit, int[] classes, int[] first, int id)
    {
        var inputs = edit.InputsOf(id);
        var hash = Mix(0, classes[id]);
        foreach (var input in inputs)
            hash = Mix(hash, edit.StandFor(input));

        for (var place = (int)(hash >> 32) & (first.Length - 1); ; place = (place + 1) & (first.Length - 1))
        {
            if (first[place] == 0)
            {
                first[place] = id + 1;
                return id;
            }

            var other = first[place] - 1;
            if (classes[other] == classes[id] && HasInputs(edit, other, inputs))
                return other;
        }
    }

    private static bool HasInputs(GraphEdit edit, int other, ReadOnlySpan<int> inputs)
    {
        var others = edit.InputsOf(other);
        if (others.Length != inputs.Length)
            return false;
        for (var k = 0; k < inputs.Length; k++)
        {
            if (edit.StandFor(others[k]) != edit.StandFor(inputs[k]))
                return false;
        }

        return true;
    }

    // Fibonacci hashing with the high half folded back, so that every input reaches the bits that are used.
    private static ulong Mix(ulong hash, int value)
    {
        hash = (hash ^ (uint)value) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }
}
