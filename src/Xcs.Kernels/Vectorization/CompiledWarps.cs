using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>A version of a kernel.</summary>
/// <param name="Code">Runs warps.</param>
/// <param name="Barriers">The barriers that a warp may wait at; the code gives their numbers from 1 on.</param>
/// <param name="FrameSize">How much a warp that waits must keep, in bytes.</param>
/// <param name="WatchSize">How much loops that are watched keep, in bytes.</param>
/// <param name="Functions">Of how many functions the code is made.</param>
/// <param name="OutlinedSize">How much they share, in bytes.</param>
/// <param name="Size">How large the code, or the largest of its functions, is.</param>
internal sealed record CompiledWarps(WarpCode Code, IReadOnlyList<BlockBarrier> Barriers, int FrameSize, int WatchSize, int Functions, int OutlinedSize, CodeSize Size);
