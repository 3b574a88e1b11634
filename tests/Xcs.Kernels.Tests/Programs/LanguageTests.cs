using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Programs;

/// <summary>What C# offers inside a kernel: each method gives in a kernel what it gives outside.</summary>
public sealed partial class LanguageTests
{
    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void StructsHaveConstructorsMethodsOperatorsAndProperties(string backend) => Same<OfStructs>(backend);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void TuplesAndReferencesWork(string backend) => Same<OfReferences>(backend);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void SwitchExpressionsAndPatternsWork(string backend) => Same<OfPatterns>(backend);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void EnumsConstantsAndBooleansWork(string backend) => Same<OfEnums>(backend);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void GenericMethodsAndLocalFunctionsWork(string backend) => Same<OfGenerics>(backend);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void NestedAndMutatedStructsWork(string backend) => Same<OfMutations>(backend);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void CounterBasedRandomNumbersWork(string backend) => Same<OfPhilox>(backend);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void JumpsWork(string backend) => Same<OfJumps>(backend);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ExpressionsHaveTheirEffectsInOrder(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var i = 8 * Gpu.LinearThread;
            var k = i;
            y[k++] = k++ * 10 + k;
            y[k] = y[i] + Atomic.Add(y, i, 5) * 3 + y[i];
            y[++k] = (k += 2) - k++ + k;
            y[k - 1] += y[k - 2]++ + --y[i + 1];
            if (y[i] > 0 && Atomic.Add(y, i + 7, 1) == 0 || Atomic.Add(y, i + 7, 10) > 0)
                y[i + 7] += 100;
        }, KernelBackends.Options(backend));
        using var buffer = new Buffer<int>(8 * 40);
        kernel.Launch(new LaunchShape(1, 40), buffer);
        for (var thread = 0; thread < 40; thread++)
        {
            var y = new int[8 * 41];
            var i = 8 * thread;
            var k = i;
            y[k++] = k++ * 10 + k;
            y[k] = y[i] + Add(ref y[i], 5) * 3 + y[i];
            y[++k] = (k += 2) - k++ + k;
            y[k - 1] += y[k - 2]++ + --y[i + 1];
            if (y[i] > 0 && Add(ref y[i + 7], 1) == 0 || Add(ref y[i + 7], 10) > 0)
                y[i + 7] += 100;
            Assert.Equal(y[i..(i + 8)], buffer.ToArray()[i..(i + 8)]);
        }

        static int Add(ref int place, int value)
        {
            var old = place;
            place += value;
            return old;
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ElementsOfStructsAreReadAndWritten(string backend)
    {
        var kernel = Kernel.Compile((Buffer<Body> bodies, float dt) =>
        {
            var shared = Shared.Array<Vector>(32);
            var i = Gpu.GlobalIndex;
            shared[Gpu.LinearThread] = bodies[i].Position;
            Gpu.SyncThreads();
            var force = default(Vector);
            for (var j = 0; j < Gpu.BlockDim.X; j++)
                force += shared[j] - bodies[i].Position;
            var body = bodies[i];
            body.Velocity += force * dt;
            body.Position += body.Velocity * dt;
            body.Count++;
            bodies[i] = body;
        }, KernelBackends.Options(backend));
        var start = Enumerable.Range(0, 20).Select(i => new Body { Position = new(i, i * i, -i), Velocity = new(1, 2, 3), Count = (byte)i }).ToArray();
        using var bodies = new Buffer<Body>(start);

        kernel.Launch(new LaunchShape(1, 20), bodies, 0.125f);

        for (var i = 0; i < 20; i++)
        {
            var force = default(Vector);
            for (var j = 0; j < 20; j++)
                force += start[j].Position - start[i].Position;
            var velocity = start[i].Velocity + (force * 0.125f);
            Assert.Equal((start[i].Position + (velocity * 0.125f), velocity, (byte)(i + 1)), (bodies[i].Position, bodies[i].Velocity, bodies[i].Count));
        }
    }

    private static void Same<TMethod>(string backend)
        where TMethod : struct, IMethod
    {
        var kernel = Kernel.Compile((Buffer<float> y) => { y[Gpu.GlobalIndex] = TMethod.Of(Gpu.GlobalIndex); }, KernelBackends.Options(backend));
        using var y = new Buffer<float>(150);
        kernel.Launch(new LaunchShape(2, 75), y);
        for (var i = 0; i < y.Length; i++)
            Assert.Equal(TMethod.Of(i), y[i]);
    }
}
