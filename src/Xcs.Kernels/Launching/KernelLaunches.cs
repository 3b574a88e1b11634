namespace Xcs.Kernels;

/// <summary>Launches kernels: runs all threads of a shape and returns when they have ended. The blocks are units on the shared pool.</summary>
/// <remarks>
/// The results are the same for any number of workers, but for what <see cref="Atomic"/> says. Where a launch fails or is cancelled, some of the
/// threads have run.
/// </remarks>
/// <exception cref="KernelException">
/// An argument is null or disposed; or a thread has failed: then no further block starts, and the failure is that of the lowest block.
/// </exception>
/// <exception cref="OptionsException">The shape is empty.</exception>
/// <exception cref="SanitizerException">The sanitizer is on and has found something.</exception>
/// <exception cref="OperationCanceledException">The token was cancelled between two blocks.</exception>
public static class KernelLaunches
{
    /// <summary>Launches a kernel with one parameter.</summary>
    public static void Launch<T1>(
        this Kernel<Action<T1>> kernel, LaunchShape shape, T1 first, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var launch = kernel.Compiled.Rent();
        try
        {
            launch.Start(shape, cancellationToken);
            launch.Set(0, first);
            kernel.Compiled.Run(launch);
        }
        finally
        {
            kernel.Compiled.Return(launch);
        }
    }

    /// <summary>Launches a kernel with two parameters.</summary>
    public static void Launch<T1, T2>(
        this Kernel<Action<T1, T2>> kernel, LaunchShape shape, T1 first, T2 second, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var launch = kernel.Compiled.Rent();
        try
        {
            launch.Start(shape, cancellationToken);
            launch.Set(0, first);
            launch.Set(1, second);
            kernel.Compiled.Run(launch);
        }
        finally
        {
            kernel.Compiled.Return(launch);
        }
    }

    /// <summary>Launches a kernel with three parameters.</summary>
    public static void Launch<T1, T2, T3>(
        this Kernel<Action<T1, T2, T3>> kernel, LaunchShape shape, T1 first, T2 second, T3 third, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var launch = kernel.Compiled.Rent();
        try
        {
            launch.Start(shape, cancellationToken);
            launch.Set(0, first);
            launch.Set(1, second);
            launch.Set(2, third);
            kernel.Compiled.Run(launch);
        }
        finally
        {
            kernel.Compiled.Return(launch);
        }
    }

    /// <summary>Launches a kernel with four parameters.</summary>
    public static void Launch<T1, T2, T3, T4>(
        this Kernel<Action<T1, T2, T3, T4>> kernel, LaunchShape shape, T1 first, T2 second, T3 third, T4 fourth, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var launch = kernel.Compiled.Rent();
        try
        {
            launch.Start(shape, cancellationToken);
            launch.Set(0, first);
            launch.Set(1, second);
            launch.Set(2, third);
            launch.Set(3, fourth);
            kernel.Compiled.Run(launch);
        }
        finally
        {
            kernel.Compiled.Return(launch);
        }
    }

    /// <summary>Launches a kernel with five parameters.</summary>
    public static void Launch<T1, T2, T3, T4, T5>(
        this Kernel<Action<T1, T2, T3, T4, T5>> kernel, LaunchShape shape, T1 first, T2 second, T3 third, T4 fourth, T5 fifth, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var launch = kernel.Compiled.Rent();
        try
        {
            launch.Start(shape, cancellationToken);
            launch.Set(0, first);
            launch.Set(1, second);
            launch.Set(2, third);
            launch.Set(3, fourth);
            launch.Set(4, fifth);
            kernel.Compiled.Run(launch);
        }
        finally
        {
            kernel.Compiled.Return(launch);
        }
    }

    /// <summary>Launches a kernel with six parameters.</summary>
    public static void Launch<T1, T2, T3, T4, T5, T6>(
        this Kernel<Action<T1, T2, T3, T4, T5, T6>> kernel, LaunchShape shape, T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var launch = kernel.Compiled.Rent();
        try
        {
            launch.Start(shape, cancellationToken);
            launch.Set(0, first);
            launch.Set(1, second);
            launch.Set(2, third);
            launch.Set(3, fourth);
            launch.Set(4, fifth);
            launch.Set(5, sixth);
            kernel.Compiled.Run(launch);
        }
        finally
        {
            kernel.Compiled.Return(launch);
        }
    }

    /// <summary>Launches a kernel with seven parameters.</summary>
    public static void Launch<T1, T2, T3, T4, T5, T6, T7>(
        this Kernel<Action<T1, T2, T3, T4, T5, T6, T7>> kernel, LaunchShape shape, T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var launch = kernel.Compiled.Rent();
        try
        {
            launch.Start(shape, cancellationToken);
            launch.Set(0, first);
            launch.Set(1, second);
            launch.Set(2, third);
            launch.Set(3, fourth);
            launch.Set(4, fifth);
            launch.Set(5, sixth);
            launch.Set(6, seventh);
            kernel.Compiled.Run(launch);
        }
        finally
        {
            kernel.Compiled.Return(launch);
        }
    }

    /// <summary>Launches a kernel with eight parameters.</summary>
    public static void Launch<T1, T2, T3, T4, T5, T6, T7, T8>(
        this Kernel<Action<T1, T2, T3, T4, T5, T6, T7, T8>> kernel, LaunchShape shape, T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var launch = kernel.Compiled.Rent();
        try
        {
            launch.Start(shape, cancellationToken);
            launch.Set(0, first);
            launch.Set(1, second);
            launch.Set(2, third);
            launch.Set(3, fourth);
            launch.Set(4, fifth);
            launch.Set(5, sixth);
            launch.Set(6, seventh);
            launch.Set(7, eighth);
            kernel.Compiled.Run(launch);
        }
        finally
        {
            kernel.Compiled.Return(launch);
        }
    }
}
