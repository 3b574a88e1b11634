using Xcs.Lifting;

namespace Xcs.Tests.Lifting.Runtime;

public class ReferenceTests
{
    [Fact]
    public void AReferenceToOneVariableIsAnotherNameForIt()
    {
        static int Twice(int a)
        {
            ref var r = ref a;
            r += 5;
            r++;
            return a;
        }

        Assert.DoesNotContain(nameof(ByRef), Lifted.Tree(Twice), StringComparison.Ordinal);
        Lifted.AssertSame(Twice, [1], [int.MaxValue]);
    }

    [Fact]
    public void AReferenceToOneOfSeveralIsKept()
    {
        static int Pick(int a, int b)
        {
            ref var r = ref a;
            if (b > 0)
                r = ref b;
            r += 5;
            return (a * 1000) + b;
        }

        Lifted.AssertSame(Pick, [1, 1], [1, -1]);
    }

    [Fact]
    public void ArgumentsByReferenceChange()
    {
        static void Increment(ref int number) => number++;

        static int All(int a)
        {
            Increment(ref a);
            var items = new[] { a };
            Increment(ref items[0]);
            var point = new Point { X = a };
            Increment(ref point.X);
            var points = new Point[2];
            Increment(ref points[1].X);
            return a + (items[0] * 3) + (point.X * 5) + (points[1].X * 7);
        }

        Lifted.AssertSame(All, [1], [-1]);
    }

    [Fact]
    public void CallsThatReturnReferencesAreAssignedThrough()
    {
        static ref int Larger(ref int a, ref int b) => ref a > b ? ref a : ref b;

        static int Assign(int a, int b)
        {
            Larger(ref a, ref b) = 50;
            Larger(ref a, ref b)++;
            return (a * 7) + b;
        }

        Lifted.AssertSame(Assign, [1, 2], [2, 1]);
    }

    [Fact]
    public void StructsChangeInPlace()
    {
        static int Change(int a)
        {
            var point = new Point { X = a, Y = 2 };
            point.Move(3);
            var copy = point;
            copy.Move(1);
            var points = new[] { point, copy };
            points[1].Move(2);
            points[0].Y += 5;
            foreach (ref var each in points.AsSpan())
                each.X *= 2;
            return point.X + (copy.X * 3) + (points[0].X * 5) + (points[1].X * 7) + points[0].Y;
        }

        Lifted.AssertSame(Change, [1], [100]);
    }

    [Fact]
    public void SpansAreSlicedAndIndexed()
    {
        static int Slice(int[] items)
        {
            var span = items.AsSpan();
            if (span.Length > 2)
                span = span[1..^1];
            span.Reverse();
            return span.Length == 0 ? 0 : span[^1] + span[0];
        }

        Lifted.AssertSame(Slice, [new[] { 1, 2, 3, 4 }], [Array.Empty<int>()], [null]);
    }

    [Fact]
    public void BaseCallsPassOverrides()
    {
        var derived = new Derived();
        Lifted.AssertSame(derived.CallBase, [1], [2]);
    }

    [Fact]
    public void DelegatesBindTheirTarget()
    {
        var offset = 5;
        Lifted.AssertSame((int a) => a + (offset *= 2) - offset);
        var lifted = Lifter.Lift((int a) => a + offset);
        Assert.Equal(["a"], lifted.Parameters.Select(p => p.Name));
        Assert.Equal(7, ((Func<int, int>)lifted.ToLambda().Compile())(2));
    }

    [Fact]
    public void ElementsOfTheWrongTypeAreRefusedByTheirArray()
    {
        static object Store(object[] items, object value)
        {
            items[0] = value;
            return items;
        }

        static string Reference(object[] items)
        {
            ref var item = ref items[0];
            return item.ToString()!;
        }

        Lifted.AssertSame(Store, [new string[1], "a"], [new string[1], new object()]);
        Lifted.AssertSame(Reference, [new[] { "a" }], [new object[] { "a" }]);
    }

    private struct Point
    {
        public int X;
        public int Y;

        public void Move(int distance)
        {
            X += distance;
            Y -= distance;
        }
    }

    private class Base
    {
        public virtual int Number(int a) => a + 1;
    }

    private sealed class Derived : Base
    {
        public override int Number(int a) => a + 100;

        public int CallBase(int a) => (base.Number(a) * 1000) + Number(a);
    }
}
