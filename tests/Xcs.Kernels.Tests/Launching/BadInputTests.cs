using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Kernels.Tests.Launching;

/// <summary>What cannot be compiled or launched is refused with the kernel, the line, the rule and the mend.</summary>
public sealed class BadInputTests
{
    private static readonly KernelOptions Interpreted = new() { Backend = KernelBackend.Interpreter };
    private static readonly float[] Table = [1, 2, 3];
    private static int s_counter;

    [Fact]
    public void UnsupportedConstructsAreNamedWithTheirLine()
    {
        Refused((Buffer<int> y) => { y[0] = new int[3].Length; }, "a new array of Int32", "Shared.Array or Local.Array");
        Refused((Buffer<int> y) => { y[0] = new List<int>().Count; }, "List", "");
        Refused((Buffer<int> y) => { y[0] = "text".Length; }, "a string", "");
        Refused((Buffer<int> y) => { y[0] = s_counter; }, "the static field BadInputTests.s_counter", "pass it as a parameter");
        Refused((Buffer<int> y) => { s_counter = y[0]; }, "a change of BadInputTests.s_counter", "buffer");
        Refused((Buffer<float> y) => { y[0] = Table[1]; }, "an array of the managed heap", "Pass a buffer");
        Refused((Buffer<int> y) => { throw new InvalidOperationException(); }, "", "Write a code to a buffer");
        Refused((Buffer<int> y) =>
        {
            try
            {
                y[0] = 1;
            }
            catch (InvalidOperationException)
            {
                y[0] = 2;
            }
        }, "try and catch", "no exceptions");
        Refused((Buffer<int> y) => { y[0] = Factorial(y[1]); }, "BadInputTests.Factorial calls itself", "Write a loop");
        Refused((Buffer<decimal> y) => { y[0] = 1; }, "Decimal", "Use int, uint");
        Refused((Buffer<int> y, decimal d) => { y[0] = (int)d; }, "its parameter d has the type Decimal", "Use buffers");
        Refused((Buffer<int> y, string s) => { y[0] = 1; }, "its parameter s has the type String", "Use buffers");
        Refused((Buffer<int> y) => { y[0] = checked(y[1] + y[2]); }, "checked arithmetic", "wrap");
        Refused((Buffer<int> y, int n) => { y[0] = Shared.Array<int>(n).Length; }, "an array whose length is not known", "Shared.Dynamic");
        Refused((Buffer<int> y) => { y[0] = Shared.Array<int>(1 << 20)[0]; }, "an array of 1048576 elements", "");
        Refused((Buffer<int> y, int width) => { y[0] = Warp.Shuffle(1, 0, width); }, "a width that is not known", "constant");
        Refused((Buffer<int> y) => { y[0] = Warp.Shuffle(1, 0, 12); }, "a width of 12 in a warp of 32", "power of two");
        Refused((Buffer<int> y) => { y[0] = Warp.Tile(64).Size; }, "a tile of 64", "power of two");
        Refused((Buffer<short> y) => { y[0] = 1; }, "Int16", "Use int");
        Refused((Buffer<int> y, Buffer<int> z) => { (y[0] > 0 ? y : z)[1] = 3; }, "", "");
        Refused((Buffer<int> y) =>
        {
            Func<int, int> twice = n => 2 * n;
            y[0] = twice(y[1]);
        }, "delegate", "Call");
        Refused((Buffer<int> y) => { Console.WriteLine(y[0]); }, "", "");
        Refused((Buffer<int> y) => { lock (y) y[0] = 1; }, "", "");
    }

    [Fact]
    public void WhatIsSaidOfTypesNamesThemAndTheirMend()
    {
        Refused((Buffer<int> y) => { y[0] = (short)y[1]; }, "a conversion from Int32 to Int16", "Use int");
        Refused((Buffer<int> y) => { y[0] = (sbyte)y[1]; }, "a conversion from Int32 to SByte", "Use int");
        Refused((Buffer<int> y) => { y[0] = (char)y[1] == 'a' ? 1 : 0; }, "a conversion from Int32 to UInt16", "Use int");
        Refused((Buffer<int> y, nint n) => { y[0] = (int)n; }, "its parameter n has the type IntPtr", "Use buffers");
        Refused((Buffer<int> y, List<int> list) => { y[0] = list[0]; }, "its parameter list has the type List<Int32>", "Use buffers");
        Refused((Buffer<int> y, int[] array) => { y[0] = array[0]; }, "its parameter array has the type Int32[]", "Use buffers");
        Refused((Buffer<Union> y) => { y[0] = y[1]; }, "an array of Union", "Use int");
        Refused((Buffer<Four> y) => { y[0] = y[1]; }, "an array of Four", "Use int");
        Refused((Buffer<int> y) => { y[0] = new Union { F = y[1] }.I; }, "Union", "Use int");
        Refused((Buffer<int> y) => { object box = y[1]; y[0] = (int)box; }, "a conversion from Int32 to Object", "Use int");
        Refused((Buffer<byte> y) => { Atomic.Add(y, 0, (byte)1); }, "an atomic on Byte", "Use int");
        Refused((Buffer<Half> y) => { y[0] = Warp.ShuffleXor(y[1], 1); }, "ShuffleXor on Half", "Use int");
    }

    [Fact]
    public void WhatIsSaidOfStatementsNamesThemAndTheirMend()
    {
        Refused((Buffer<int> y) => { Span<int> s = stackalloc int[4]; y[0] = s[0]; }, "stackalloc", "Local.Array");
        Refused((Buffer<int> y) => { ReadOnlySpan<int> table = [1, 2, 3]; y[0] = table[y[1]]; }, "a table of constants", "Local.Array");
        Refused((Buffer<int> y) => { y[0] = checked((byte)y[1]); }, "checked arithmetic", "wrap");
        Refused((Buffer<int> y) => { y[0] = checked(-y[1]); }, "checked arithmetic", "wrap");
        Refused((ReadOnlyBuffer<int> x, Buffer<int> y) => { ((Buffer<int>)x)[0] = y[0]; }, "a change of x, which can only be read", "Buffer");
        Refused((ReadOnlyBuffer<int> x, Buffer<int> y) => { Atomic.Add((Buffer<int>)x, 0, y[0]); }, "a change of x, which can only be read", "Buffer");
        Refused((Buffer<int> y, Buffer<int> z) => { for (var k = 0; k < 3; k++) (y, z) = (z, y); y[0] = 1; }, "an array that is chosen while the kernel runs", "a variable of its own");
        Refused((Buffer<int> y) => { Shared.Dynamic<int>()[0] = 1; Shared.Dynamic<float>()[0] = 1; y[0] = 1; }, "dynamic shared memory of two types", "Shared.Array");
        Refused((Buffer<int> y) => { y[0] = Local.Array<int>(0).Length; }, "an array of 0 elements", "Use 1 element");
        Refused((Buffer<int> y) => { y[0] = default(Tile).Rank; }, "a tile without a size", "Warp.Tile");
        Refused((Buffer<int> y) => { y[0] = (y[1] > 0 ? Warp.Tile(4) : Warp.Tile(8)).Size; }, "a tile whose size is not known", "constant");
        Refused((Buffer<int> y) => { int a = 1, b = 2; ref var r = ref y[0] > 0 ? ref a : ref b; r = 5; y[0] = a + b; }, "a reference that may point to several things", "the variable itself");
        Refused((ResonanceAccumulator a) => { a.Add(0, a[3]); }, "get_Item of an accumulator", "behind the launch");
    }

    [Fact]
    public void WhatInlinedMethodsDoNamesTheMethod()
    {
        Refused((Buffer<int> y) => { y[0] = Convert.ToInt32(y[1] * 0.5); }, "an exception, in Convert.ToInt32", "kernels do not throw");
        Refused((Buffer<int> y) => { y[0] = Environment.CurrentManagedThreadId; }, "Environment.get_CurrentManagedThreadId: a method without IL", "before the launch");
        Refused((Buffer<int> y) => { var v = 0; Interlocked.Increment(ref v); y[0] = v; }, "is built into the runtime", "Atomic");
        Refused((Buffer<int> y) => { y[0] = Random.Shared.Next(); }, "the static field Random", "parameter");
        Refused((Buffer<int> y) => { y[0] = Even(y[1]); }, "BadInputTests.Even calls itself", "Write a loop");
    }

    [Fact]
    public void TooMuchSharedMemoryIsRefused()
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var a = Shared.Array<long>(100_000);
            var b = Shared.Dynamic<int>();
            a[0] = 1;
            y[0] = b.Length + (int)a[0];
        }, Interpreted);
        using var y = new Buffer<int>(1);

        var exception = Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, 1, sharedBytes: 400_000), y));

        Assert.Contains("800000 bytes and the launch adds 400000", exception.Message, StringComparison.Ordinal);
        Assert.Throws<KernelException>(() => Kernel.Compile((Buffer<int> y) =>
        {
            var a = Shared.Array<long>(100_000);
            var b = Shared.Array<long>(100_000);
            a[0] = b[0] = y[0];
        }, Interpreted));
    }

    [Fact]
    public void InstanceMethodsCapturesAndReturnsAreRefused()
    {
        var captured = s_counter;

        Assert.Contains("instance method", Assert.Throws<KernelException>(() => Kernel.Compile<Action<Buffer<int>>>(Instance, Interpreted)).Message, StringComparison.Ordinal);
        Assert.Contains("captured", Assert.Throws<KernelException>(() => Kernel.Compile((Buffer<int> y) => { y[0] = captured; }, Interpreted)).Message, StringComparison.Ordinal);
        Assert.Contains("return nothing", Assert.Throws<KernelException>(() => Kernel.Compile((Buffer<int> y) => y[0] = 1, Interpreted)).Message, StringComparison.Ordinal);
        Assert.Contains("several methods", Assert.Throws<KernelException>(() => Kernel.Compile(new Action<Buffer<int>>(First) + First, Interpreted)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Kernel.Compile<Action<int>>(null!));
    }

    [Fact]
    public void MissingAndDisposedBuffersAreRefused()
    {
        var kernel = Kernel.Compile<Action<Buffer<int>>>(First, Interpreted);
        var disposed = new Buffer<int>(4);
        disposed.Dispose();

        Assert.Contains("the argument y is null", Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, 1), null!)).Message, StringComparison.Ordinal);
        Assert.Contains("the buffer y is disposed", Assert.Throws<KernelException>(() => kernel.Launch(new LaunchShape(1, 1), disposed)).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => disposed[0]);
        Assert.Throws<ObjectDisposedException>(() => disposed.AsSpan());
        disposed.Dispose();
    }

    [Fact]
    public void ShapesOfZeroOrOverTheLimitsAreRefused()
    {
        var kernel = Kernel.Compile<Action<Buffer<int>>>(First, Interpreted);
        using var y = new Buffer<int>(1);

        Assert.Throws<OptionsException>(() => new LaunchShape(0, 1));
        Assert.Throws<OptionsException>(() => new LaunchShape(1, 0));
        Assert.Throws<OptionsException>(() => new LaunchShape(new Dim3(1, -1), 1));
        Assert.Throws<OptionsException>(() => new LaunchShape(1, LaunchShape.MaxThreads + 1));
        Assert.Throws<OptionsException>(() => new LaunchShape(new Dim3(1 << 20, 1 << 20), 1));
        Assert.Throws<OptionsException>(() => new LaunchShape(int.MaxValue, 2));
        Assert.Throws<OptionsException>(() => new LaunchShape(1, 1, -1));
        Assert.Throws<OptionsException>(() => new LaunchShape(1, 1, LaunchShape.MaxSharedBytes + 1));
        Assert.Throws<OptionsException>(() => kernel.Launch(default, y));
    }

    [Fact]
    public void WrongOptionsAndBuffersAreRefused()
    {
        Assert.Throws<OptionsException>(() => Kernel.Compile<Action<Buffer<int>>>(First, new() { WarpSize = 24 }));
        Assert.Throws<OptionsException>(() => Kernel.Compile<Action<Buffer<int>>>(First, new() { Backend = (KernelBackend)7 }));
        Assert.Throws<OptionsException>(() => Kernel.Compile<Action<Buffer<int>>>(First, new() { Width = (KernelWidth)64 }));
        Assert.Throws<OptionsException>(() => Kernel.Compile<Action<Buffer<int>>>(First, new() { Sanitize = true, Unchecked = true }));
        Assert.Throws<OptionsException>(() => new Buffer<int>(-1));
        using var buffer = new Buffer<int>(12);
        Assert.Throws<OptionsException>(() => new Buffer2D<int>(buffer, 3, 5));
        Assert.Throws<ArgumentNullException>(() => new Buffer2D<int>(null!, 3, 5));
    }

    [Fact]
    public void TheWordsOfTheLanguageSayThatTheyNeedAKernel()
    {
        Assert.Contains("inside a kernel only", Assert.Throws<InvalidOperationException>(() => Gpu.ThreadIdx).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(Gpu.SyncThreads);
        Assert.Throws<InvalidOperationException>(() => Warp.ReduceAdd(1));
        Assert.Throws<InvalidOperationException>(() => Shared.Array<int>(1));
        Assert.Throws<InvalidOperationException>(() => Local.Array<int>(1));
        Assert.Throws<InvalidOperationException>(() => new ResonanceAccumulator().Add(1, 1));
        using var buffer = new Buffer<int>(1);
        Assert.Throws<InvalidOperationException>(() => Atomic.Add(buffer, 0, 1));
    }

    private static void Refused<TDelegate>(TDelegate kernel, string rule, string mend)
        where TDelegate : Delegate
    {
        var exception = Assert.Throws<KernelException>(() => Kernel.Compile(kernel, Interpreted));
        Assert.True(exception.Message.Contains(rule, StringComparison.Ordinal) && exception.Mend.Contains(mend, StringComparison.Ordinal), $"{rule} … {mend} is not in: {exception.Message}");
        Assert.Contains(nameof(BadInputTests), exception.Kernel, StringComparison.Ordinal);
        if (!rule.StartsWith("its parameter", StringComparison.Ordinal) && !rule.StartsWith("an array of", StringComparison.Ordinal) && !rule.StartsWith("Int16", StringComparison.Ordinal) && !rule.StartsWith("Decimal", StringComparison.Ordinal))
            Assert.EndsWith("BadInputTests.cs", exception.Source.File, StringComparison.Ordinal);
    }

    private static int Even(int n) => n == 0 ? 1 : Odd(n - 1);

    private static int Odd(int n) => n == 0 ? 0 : Even(n - 1);

    private static int Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    private static void First(Buffer<int> y) => y[0] = 1;

    private void Instance(Buffer<int> y) => y[0] = GetHashCode();

    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)]
        public int I;

        [FieldOffset(0)]
        public float F;
    }

    [InlineArray(4)]
    private struct Four
    {
        private int _first;
    }
}
