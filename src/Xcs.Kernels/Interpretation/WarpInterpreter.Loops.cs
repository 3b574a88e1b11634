using System.Linq.Expressions;
using System.Numerics;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <content>Loops that never end.</content>
internal sealed partial class WarpInterpreter
{
    /// <summary>Finds a loop that cannot end: a turn changes nothing that a further turn depends on, and nobody else can.</summary>
    private sealed class LoopProgress(WarpInterpreter warp, LoopExpression loop)
    {
        /// <summary>After how many turns a loop is watched.</summary>
        private const int PatientTurns = 1000;

        private readonly ulong _entered = warp._active;
        private IReadOnlyCollection<ParameterExpression>? _variables;
        private (ulong Active, long Version, ulong[] Values) _last;
        private int _turns;
        private bool? _isWatched;

        public void Turn()
        {
            if (++_turns < PatientTurns || _isWatched == false)
                return;
            // Behind a barrier other warps may have changed what the next turn depends on.
            _isWatched ??= !NodeSearch.HasBarrier(loop);
            _variables ??= RelevantVariables.Of(loop);
            var values = _variables.SelectMany(v => warp.Active().Select(lane => warp._variables[v][lane])).ToArray();
            if (_isWatched == true && _last.Values is not null && _last.Active == warp._active && _last.Version == warp._memory.Version && _last.Values.AsSpan().SequenceEqual(values))
                throw Stuck();
            _last = (warp._active, warp._memory.Version, values);
        }

        private KernelException Stuck()
        {
            var lane = BitOperations.TrailingZeroCount(warp._active);
            var others = (_entered & ~warp._active) is var gone and not 0 ? $"; {Text.Lanes(gone)} of the warp have left it and wait behind it" : "";
            return warp.Fault(loop.Body, lane, $"the loop never ends: a turn changes nothing{others}",
                "Let no thread wait for another but at a barrier: lanes of a warp run in lock-step, so that one that waits in a loop keeps the one it waits for from going on.");
        }
    }
}
