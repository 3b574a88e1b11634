namespace Xcs.Kernels.Tests.Language;

/// <summary>What a thread does, in C# that says the same outside a kernel.</summary>
internal interface IPlainKernel
{
    /// <summary>How many results of each kind a thread has.</summary>
    const int Results = 8;

    /// <summary>Reads numbers of which many are hostile, and writes the results of thread <paramref name="i"/> behind <c>Results * i</c>.</summary>
    static abstract void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z);
}
