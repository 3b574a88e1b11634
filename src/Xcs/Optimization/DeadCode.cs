namespace Xcs.Optimization;

/// <summary>
/// Removes pure calls that nothing reads, and what only they read in turn: one walk backwards, in which a node stays if it is not pure or a
/// node that stays reads it. Constants that nothing reads go with them. No other node is ever removed.
/// </summary>
internal static class DeadCode
{
    public static void Run(GraphEdit edit)
    {
        var read = new bool[edit.Count];
        read[edit.Result] = true;
        var dead = new List<int>();
        for (var id = edit.Count - 1; id >= 0; id--)
        {
            if (edit.IsRemoved(id))
                continue;
            if (!read[id] && edit.IsFree(id))
            {
                dead.Add(id);
                continue;
            }

            foreach (var input in edit.InputsOf(id))
                read[edit.StandFor(input)] = true;
        }

        for (var k = dead.Count - 1; k >= 0; k--)
            Remove(edit, dead[k]);
    }

    private static void Remove(GraphEdit edit, int id)
    {
        edit.Notes.Add(edit.Operator(id).IsGiven ? "dead code: removed constant" : "dead code: removed", () => edit.Describe(id));
        edit.Remove(id);
    }
}
