using Xcs.Kernels.Vectorization;

namespace Xcs.Kernels.Tests.Vectorization;

public sealed class LaneLayoutTests
{
    [Theory]
    [InlineData(32, 512, 2, 4)]
    [InlineData(32, 256, 4, 8)]
    [InlineData(32, 128, 8, 16)]
    [InlineData(64, 512, 4, 8)]
    [InlineData(16, 512, 1, 2)]
    [InlineData(8, 512, 1, 1)]
    [InlineData(4, 512, 1, 1)]
    [InlineData(4, 128, 1, 2)]
    public void AWarpTakesAsManyRegistersAsItsLanesNeed(int warp, int bits, int partsOf4, int partsOf8)
    {
        var layout = new LaneLayout(warp, bits);

        Assert.Equal((partsOf4, partsOf8), (layout.Parts(4), layout.Parts(8)));
        Assert.Equal((warp, warp), (layout.Parts(4) * layout.LanesOfPart(4), layout.Parts(8) * layout.LanesOfPart(8)));
    }

    [Fact]
    public void RegistersAreNoWiderThanTheWarp() =>
        Assert.Equal((128, 256), (new LaneLayout(4, 512).RegisterBits(4), new LaneLayout(4, 512).RegisterBits(8)));
}
