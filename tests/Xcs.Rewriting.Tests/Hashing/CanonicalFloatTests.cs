namespace Xcs.Rewriting.Tests;

public class CanonicalFloatTests
{
    [Fact]
    public void NaNsAndZerosHaveOneForm()
    {
        var roots = new HashSet<Digest>();
        foreach (var (nan, zero) in new[] { (double.NaN, 0.0), (-double.NaN, -0.0), (BitConverter.Int64BitsToDouble(0x7FF0000000000001), 0.0) })
        {
            using var field = new Field(size: 3);
            field.World.Edit(field.Warp, delta =>
            {
                delta.Set(field.Value, field.Node(0), nan);
                delta.Set(field.Value, field.Node(1), zero);
            });
            roots.Add(field.World.StateRoot);
        }

        Assert.Single(roots);
    }
}
