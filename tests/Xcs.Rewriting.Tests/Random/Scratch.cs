namespace Xcs.Rewriting.Tests;

public class Scratch(ITestOutputHelper output)
{
    [Fact]
    public void Bisect()
    {
        for (var k = -2; k < 8; k++)
        {
            var kit = new Kit(new Random(1));
            using var twin = new Twin(kit, new WorldOptions { Workers = 1 });
            twin.DefineNodeType("a");
            twin.DefineEdgeType("b");
            twin.CreateWarp("w", null);
            try
            {
                twin.Edit(0, delta =>
                {
                    var n = delta.CreateNode(1);
                    if (k == -1)
                        delta.CreateEdge(1, n, n);
                    if (k >= 0 && !kit.Payloads[k].OfEdges)
                        delta.SetOfNode(k, n, kit.Value(k, 5));
                    if (k >= 0 && kit.Payloads[k].OfEdges)
                        delta.SetOfEdge(k, delta.CreateEdge(1, n, n), kit.Value(k, 5));
                });
                output.WriteLine($"{k} ok");
            }
            catch (Exception e)
            {
                output.WriteLine($"{k} {(k < 0 ? "" : kit.Payloads[k].Name + " " + twin.World.Options)} {e.Message}");
            }
        }
    }
}
