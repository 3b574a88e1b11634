namespace Xcs.Kernels.Programs;

/// <summary>Where an array is.</summary>
internal enum MemorySpace
{
    /// <summary>An argument of the launch: all blocks see the same.</summary>
    Global,

    /// <summary>In the shared memory of a block, at a place known when the kernel is compiled.</summary>
    Shared,

    /// <summary>The rest of the shared memory of a block, as large as the launch says.</summary>
    Dynamic,

    /// <summary>One for each thread.</summary>
    Local,

    /// <summary>One for each block, behind each other in one argument of the launch.</summary>
    PerBlock,
}
