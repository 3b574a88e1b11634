namespace Xcs.Diagnostics;

/// <summary>Slices that are too short to be seen, drawn as one.</summary>
internal static class FoldedSlices
{
    // A page is some thousand pixels wide, and zooms.
    private const double PartsAtFirst = 20_000;

    /// <summary>At most about so many slices: neighbours on one thread that are shorter than <c>Shortest</c> become one with a count, which looks like the longest of them.</summary>
    public static (List<(Slice Slice, int Count)> Slices, double Shortest) Of(Timeline timeline, int most)
    {
        if (timeline.Slices.Length <= most)
            return ([.. timeline.Slices.Select(static slice => (slice, 1))], 0);
        for (var shortest = timeline.Makespan / PartsAtFirst; ; shortest *= 2)
        {
            var folded = Fold(timeline.Slices, shortest);
            if (folded.Count <= most || shortest >= timeline.Makespan)
                return (folded, shortest);
        }
    }

    private static List<(Slice Slice, int Count)> Fold(Slice[] slices, double shortest)
    {
        var folded = new List<(Slice Slice, int Count)>();
        var (isOpen, longest) = (false, 0.0);
        foreach (var slice in slices)
        {
            var length = slice.Ended - slice.Started;
            if (slice.Depth > 0 && length < shortest)
                continue;
            if (slice.Depth > 0 || length >= shortest)
            {
                folded.Add((slice, 1));
                isOpen = false;
                continue;
            }

            if (isOpen && folded[^1].Slice is var last && last.Lane == slice.Lane && slice.Started - last.Ended < shortest && slice.Ended - last.Started < 8 * shortest)
            {
                folded[^1] = (last with { Ended = slice.Ended, Event = length > longest ? slice.Event : last.Event }, folded[^1].Count + 1);
                longest = Math.Max(longest, length);
                continue;
            }

            folded.Add((slice, 1));
            (isOpen, longest) = (true, length);
        }

        return folded;
    }
}
