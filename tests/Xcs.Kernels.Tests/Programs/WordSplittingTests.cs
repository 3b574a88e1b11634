using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Programs;

/// <summary>Integers of 64 bits become pairs of words where that is all that is asked for, and give what C# gives.</summary>
public sealed class WordSplittingTests
{
    private static readonly Dictionary<string, Action> Checks = new()
    {
        [nameof(TheWordsOfAProduct)] = static () => Check<TheWordsOfAProduct>(isSplit: true),
        [nameof(RoundsOfPhilox)] = static () => Check<RoundsOfPhilox>(isSplit: true),
        [nameof(ASignedProduct)] = static () => Check<ASignedProduct>(isSplit: true),
        [nameof(AProductOfFactorsWithAndWithoutASign)] = static () => Check<AProductOfFactorsWithAndWithoutASign>(isSplit: false),
        [nameof(ALargeFactor)] = static () => Check<ALargeFactor>(isSplit: false),
        [nameof(ABigProduct)] = static () => Check<ABigProduct>(isSplit: true),
        [nameof(MaskedFactors)] = static () => Check<MaskedFactors>(isSplit: true),
        [nameof(WordsPutTogether)] = static () => Check<WordsPutTogether>(isSplit: true),
        [nameof(ASign)] = static () => Check<ASign>(isSplit: true),
        [nameof(ASmallShiftOfWhatIsWide)] = static () => Check<ASmallShiftOfWhatIsWide>(isSplit: false),
        [nameof(WordsThatChangePlaces)] = static () => Check<WordsThatChangePlaces>(isSplit: true),
        [nameof(AWordOfALaneThatStaysAway)] = static () => Check<AWordOfALaneThatStaysAway>(isSplit: true),
        [nameof(ASum)] = static () => Check<ASum>(isSplit: false),
        [nameof(AComparison)] = static () => Check<AComparison>(isSplit: false),
        [nameof(AByte)] = static () => Check<AByte>(isSplit: true),
    };

    private interface IFunction
    {
        static abstract uint Of(int i, uint u);
    }

    public static TheoryData<string> Names => [.. Checks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryBackEndGivesWhatCSharpGives(string name) => Checks[name]();

    private static void Check<TFunction>(bool isSplit)
        where TFunction : IFunction
    {
        const int Count = 333;
        int[] special = [0, 1, -1, int.MinValue, int.MaxValue, 0x10000, -0x10000];
        int[] numbers = [.. Enumerable.Range(0, Count).Select(i => i < special.Length ? special[i] : (int)(i * 2654435761))];
        foreach (var backend in KernelBackends.Names)
            foreach (var warp in new[] { 4, 8, 32 })
            {
                var kernel = Kernel.Compile<Action<ReadOnlyBuffer<int>, Buffer<uint>>>(Run<TFunction>, KernelBackends.Options(backend.Data, warp));
                using var x = new ReadOnlyBuffer<int>(numbers);
                using var y = new Buffer<uint>(Count);
                kernel.Launch(LaunchShape.ForItems(Count, 64), x, y);
                for (var i = 0; i < Count; i++)
                    Assert.True(TFunction.Of(numbers[i], (uint)numbers[Count - 1 - i]) == y[i], $"{numbers[i]} and {(uint)numbers[Count - 1 - i]} on {backend.Data}, warps of {warp}\n{kernel.ToText()}");
                Assert.True(isSplit != kernel.ToText().Contains("long", StringComparison.Ordinal), kernel.ToText());
            }
    }

    private static void Run<TFunction>(ReadOnlyBuffer<int> x, Buffer<uint> y)
        where TFunction : IFunction
    {
        var i = Gpu.GlobalIndex;
        if (i < x.Length)
            y[i] = TFunction.Of(x[i], (uint)x[x.Length - 1 - i]);
    }

    private static uint Mixed(ulong x) => (uint)(x >> 32) ^ (31 * (uint)x);

    private struct TheWordsOfAProduct : IFunction
    {
        public static uint Of(int i, uint u) => Mixed(0xD256D193UL * u);
    }

    private struct RoundsOfPhilox : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var (low, high) = ((uint)i, u);
            for (var round = 0; round < 10; round++)
            {
                var product = 0xD256D193UL * low;
                low = (uint)(product >> 32) ^ (uint)round ^ high;
                high = (uint)product;
            }
            var bits = ((ulong)high << 32) | low;
            return (uint)bits ^ (uint)(bits >> 40);
        }
    }

    private struct ASignedProduct : IFunction
    {
        public static uint Of(int i, uint u) => Mixed((ulong)(i * -123456789L));
    }

    private struct AProductOfFactorsWithAndWithoutASign : IFunction
    {
        public static uint Of(int i, uint u) => (uint)(((long)i * u) >> 32);
    }

    private struct ALargeFactor : IFunction
    {
        public static uint Of(int i, uint u) => (uint)((u * 0x1_0000_0001UL) >> 32);
    }

    private struct ABigProduct : IFunction
    {
        public static uint Of(int i, uint u) => Mixed((ulong)Math.BigMul(i, (int)u));
    }

    private struct MaskedFactors : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var x = ((ulong)u << 32) | (uint)i;
            return Mixed((x & 0xFFFFFFFF) * (x >> 32));
        }
    }

    private struct WordsPutTogether : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var x = ((ulong)(uint)i << 32) | u;
            return (uint)(x >> 40) ^ (uint)(x >> 8) ^ (uint)x;
        }
    }

    private struct ASign : IFunction
    {
        public static uint Of(int i, uint u)
        {
            long x = i;
            return (uint)(x >> 32) ^ (uint)(~x >> 63) ^ (uint)((x ^ u) >> 35);
        }
    }

    private struct ASmallShiftOfWhatIsWide : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var x = ((ulong)u << 32) | (uint)i;
            x ^= x << 13;
            x ^= x >> 7;
            return (uint)x ^ (uint)(x >> 32);
        }
    }

    private struct WordsThatChangePlaces : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var x = ((ulong)(uint)i << 32) | u;
            for (var k = 0; k < 3; k++)
                x = (x >> 32) | (((x & 0xFFFFFFFF) ^ 5UL) << 32);
            return (uint)(x >> 32) - (uint)x;
        }
    }

    private struct AWordOfALaneThatStaysAway : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var x = 7UL * u;
            if ((i & 1) == 0)
                x = (uint)i * 0xFFFF_FFFFUL;
            return (uint)(x >> 32) + (uint)x;
        }
    }

    private struct ASum : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var x = 0xD256D193UL * u;
            x += (uint)i;
            return (uint)(x >> 32);
        }
    }

    private struct AComparison : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var x = 0xD256D193UL * u;
            return x > 99999999999UL ? (uint)x : (uint)(x >> 32);
        }
    }

    private struct AByte : IFunction
    {
        public static uint Of(int i, uint u)
        {
            var x = 0xD256D193UL * (byte)i;
            return (byte)(x >> 32) + (uint)(byte)x;
        }
    }
}
