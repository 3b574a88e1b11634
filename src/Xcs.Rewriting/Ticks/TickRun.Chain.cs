using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

// A chain of rewrites, each of which asks for the next, has nothing to order, to admit or to look for, and from round to round most things stay as they are.
internal sealed unsafe partial class TickRun
{
    // From a round that has begun on, to the end of the last one that has only one candidate.
    private void RunChain(Warp warp, int rule, uint node)
    {
        First.Attach(warp, First.Together);
        try
        {
            while (RunLink(warp, ref rule, ref node))
                BeginLink();
        }
        finally
        {
            First.Detach();
        }
    }

    // True: in the next round there is one candidate, and nobody but this warp has any. A method of its own, so that the runtime compiles it anew while a long chain goes on.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RunLink(Warp warp, ref int rule, ref uint node)
    {
        RunOnly(warp, rule, node);
        TakeOutcome(First);
        _cancellation.ThrowIfCancellationRequested();
        MergeWarp(warp);
        EndMerge();
        return !_isFollowed && _newWarps.Count == 0 && _round + 1 < _rounds && warp.Agenda.Members == 1 && warp.Agenda.TryGetOnly(out rule, out node);
    }

    private void RunOnly(Warp warp, int rule, uint index)
    {
        var cursor = default(Cursor);
        try
        {
            if (!warp.Nodes0.HasNode(index) || RunCandidate(warp, rule, new NodeId(warp.Id, index), First, ref cursor, isOnly: true))
                First.Log.Remove(warp, rule, index >> 6, 1UL << (int)(index & 63));
        }
        catch (Exception exception) when (exception is not RewritingException)
        {
            throw Explain(exception, cursor);
        }
    }

    // Of what BeginRound does, that which differs after a round of a chain.
    private void BeginLink()
    {
        _round++;
        CountRoundNumber();
        First.Log.Round = _round;
        First.Together.Restart();
        _admission.Rewrites.Clear();
    }
}
