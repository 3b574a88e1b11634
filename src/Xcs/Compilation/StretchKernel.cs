using Xcs.Execution;

namespace Xcs.Compilation;

/// <summary>A loop over neighbouring places with one operator, compiled with the call inside so that the JIT can inline it.</summary>
/// <param name="frame">The slots.</param>
/// <param name="order">The node, and so the slot of the result, by place.</param>
/// <param name="inputs">The input slots of all places, one place after the other.</param>
/// <param name="firstInput">Where those of the first place start.</param>
/// <param name="areNeighbours">Whether the nodes' numbers follow each other.</param>
/// <param name="place">Where the loop stands, also when the operator throws.</param>
/// <param name="end">The place after the last.</param>
internal delegate void StretchKernel(Frame frame, int[] order, int[] inputs, int firstInput, bool areNeighbours, ref int place, int end);
