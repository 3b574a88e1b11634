using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Launching;

/// <summary>A way to run kernel programs. Thread-safe.</summary>
internal interface IKernelBackend
{
    /// <summary>Does once for a program what launches share: compiles it.</summary>
    /// <exception cref="KernelException">This back end cannot run the program.</exception>
    IPreparedKernel Prepare(KernelProgram program, KernelOptions options);
}

/// <summary>A program that is ready to run. Thread-safe.</summary>
internal interface IPreparedKernel
{
    /// <summary>How it runs, in a few lines for a reader.</summary>
    string Explain();

    /// <summary>What one worker needs to run blocks of a launch, one after the other.</summary>
    IBlockRunner CreateRunner(KernelLaunch launch);
}

/// <summary>Runs blocks of a launch.</summary>
internal interface IBlockRunner
{
    /// <summary>Runs all threads of a block to their end.</summary>
    /// <exception cref="KernelException">A thread has failed.</exception>
    void Run(int block);

    /// <summary>Runs one block, and further ones in their order if it likes.</summary>
    /// <param name="block">The first; behind the call the last that has run, or the one that has failed.</param>
    /// <param name="end">The block to stop before.</param>
    /// <exception cref="KernelException">A thread has failed.</exception>
    void Run(ref int block, int end) => Run(block);
}
