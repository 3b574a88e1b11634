using Xcs.Lifting;

namespace Xcs.Tests.Lifting.Flow;

public class ControlFlowGraphTests
{
    [Fact]
    public void BlocksCoverAllInstructionsOnce()
    {
        var graph = Graph(Guarded, out var source);
        Assert.Equal(source.Instructions.Count, graph.Blocks.Sum(b => b.End - b.First));
        Assert.All(graph.Blocks, (block, index) => Assert.Equal(index, block.Index));
    }

    [Fact]
    public void TriesNest()
    {
        var graph = Graph(Guarded, out _);
        var outer = Assert.Single(graph.Root.Tries);
        Assert.Equal([HandlerKind.Finally], outer.Handlers.Select(h => h.Kind));
        var inner = Assert.Single(outer.Body.Tries);
        Assert.Equal([HandlerKind.Catch, HandlerKind.Catch], inner.Handlers.Select(h => h.Kind));
        Assert.Equal(outer.Body, graph.At(inner.Body.Start).Region.Parent);
    }

    [Fact]
    public void BranchesHaveTwoFollowersAndReturnsNone()
    {
        var graph = Graph(Choose, out _);
        Assert.Equal(2, graph.Successors(graph.Entry).Count());
        Assert.Empty(graph.Successors(graph.Blocks[^1]));
    }

    private static int Choose(int a)
    {
        if (a > 0)
            Lifted.Note(1);
        return a;
    }

    private static int Guarded(int a)
    {
        try
        {
            return 10 / a;
        }
        catch (DivideByZeroException)
        {
            return 1;
        }
        catch (OverflowException)
        {
            return 2;
        }
        finally
        {
            Lifted.Note(a);
        }
    }

    private static ControlFlowGraph Graph(Delegate function, out MethodSource source) => ControlFlowGraph.Of(source = MethodSource.Of(function.Method));
}
