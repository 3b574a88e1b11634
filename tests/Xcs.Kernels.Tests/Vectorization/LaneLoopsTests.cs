using System.Linq.Expressions;
using System.Runtime.InteropServices;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;
using Xcs.Kernels.Vectorization;

namespace Xcs.Kernels.Tests.Vectorization;

/// <summary>What compiled code calls, against loops over lanes.</summary>
public sealed unsafe class LaneLoopsTests
{
    private const ulong SomeLanes = 0b1010_0110_1111_0000_0000_0000_1100_0001;

    private readonly byte[] _memory = GC.AllocateArray<byte>(WarpState.Size, pinned: true);

    private long State => (long)Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);

    [Theory]
    [InlineData(4)]
    [InlineData(32)]
    public void MatchesAreThoseOfTheDefinition(int width)
    {
        foreach (var kind in new[] { WarpKind.MatchAny, WarpKind.MatchAll })
        {
            var operation = new WarpOperation(typeof(ulong), kind, Expression.Constant(0), null, null, width);
            var value = Enumerable.Range(0, 32).Select(lane => (ulong)(lane / 8 % 3)).ToArray();
            for (var lane = 0; lane < 32; lane++)
                Room<int>(0)[lane] = (int)value[lane];

            LaneLoops.Match(State, kind, 4, 32, width, SomeLanes, hasMembers: false);

            var expected = WarpSemantics.Apply(operation, 32, SomeLanes, value, value, null);
            for (var lane = 0; lane < 32; lane++)
                if (WarpSemantics.IsIn(SomeLanes, lane))
                    Assert.Equal(expected[lane], Room<ulong>(3)[lane]);
        }
    }

    [Fact]
    public void TheLowestLaneThatFailsIsNamed()
    {
        var divide = ScalarFunctions.Of(ExpressionType.Divide, typeof(int));
        for (var lane = 0; lane < 32; lane++)
            (Room<int>(0)[lane], Room<int>(1)[lane]) = (lane, lane < 6 ? 0 : lane - 14);

        var fault = Assert.Throws<LaneFault>(() => LaneLoops.Map(State, divide, 0xFFFF_FFC0, 4, 4, 0, 4, 17, 2));

        Assert.Equal((14, 17, 2), (fault.Lane, fault.Site, fault.Warp));
        Assert.IsType<DivideByZeroException>(fault.Cause);
    }

    private T* Room<T>(int number)
        where T : unmanaged => (T*)(State + WarpState.Room(number));
}
