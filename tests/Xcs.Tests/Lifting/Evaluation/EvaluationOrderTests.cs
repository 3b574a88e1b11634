namespace Xcs.Tests.Lifting.Evaluation;

public class EvaluationOrderTests
{
    private static int s_field;

    [Fact]
    public void OperandsAreEvaluatedFromLeftToRight()
    {
        static int Operands(int a, int b) => Lifted.Note(a) + (Lifted.Note(b) * Lifted.Note(a - b));
        Lifted.AssertSame(Operands, [3, 4], [0, -1]);
    }

    [Fact]
    public void ArrayAndIndexComeBeforeTheValue()
    {
        static int Store(int[] items, int index)
        {
            items[Lifted.Note(index)] = Lifted.Note(7);
            items[Lifted.Note(index)] += Lifted.Note(2);
            return items[0];
        }

        Lifted.AssertSame(Store, [new[] { 1, 2 }, 1], [new[] { 1, 2 }, 2], [null, 0]);
    }

    [Fact]
    public void IncrementsGiveTheOldValue()
    {
        static int Increments(int a)
        {
            var x = a;
            return (x++ * 1000) + (x-- * 100) + (++x * 10) - x;
        }

        Lifted.AssertSame(Increments, [5], [int.MaxValue]);
    }

    [Fact]
    public void AVariableIsReadBeforeItIsWrittenBehind()
    {
        static int Chain(int a, int[] items)
        {
            var i = 0;
            items[i++] = i;
            items[i] = i = 2;
            a = a + (a = 5) + a;
            return a + i + items[0] + items[1];
        }

        Lifted.AssertSame(Chain, [3, new int[3]], [3, new int[1]]);
    }

    [Fact]
    public void AFieldIsReadBeforeACallThatWritesIt()
    {
        static int Write(int value) => s_field = value;

        static int Read(int a)
        {
            s_field = a;
            return s_field + Write(10) + s_field;
        }

        Lifted.AssertSame(Read, [1], [2]);
    }

    [Fact]
    public void AnElementsBoundsAreCheckedBeforeWhatIsAssignedThroughItsReference()
    {
        static int Store(int[] items, int index)
        {
            Span<int> span = items;
            span[index] = Lifted.Note(5);
            return span[index];
        }

        Lifted.AssertSame(Store, [new[] { 1 }, 0], [new[] { 1 }, 1]);
    }

    [Fact]
    public void ShortCircuitsSkipWhatTheySkip()
    {
        static bool Conditions(int a, int b) => (Lifted.Note(a) > 0 && Lifted.Note(b) > 0) || (Lifted.Note(a + b) < 0 & Lifted.Note(b) == 1);
        Lifted.AssertSame(Conditions, [1, 1], [1, -1], [-5, 1], [0, 0]);
    }

    [Fact]
    public void ConditionalAssignmentsReadTheirVariable()
    {
        static int Flags(int a, int b)
        {
            var r = 0;
            if (a < b)
                r += 1;
            if (a <= b)
                r += 2;
            if (a == b)
                r += 4;
            if (a != b)
                r += 8;
            return r;
        }

        Lifted.AssertSame(Flags, [1, 2], [2, 2], [3, 2]);
    }

    [Fact]
    public void AHandlerSeesWhatWasAssignedBeforeTheFailure()
    {
        static int Fail(int a)
        {
            var result = 0;
            try
            {
                result = 1;
                if (100 / a > 3)
                    result = 2;
                return result;
            }
            catch (DivideByZeroException)
            {
                return result + 10;
            }
        }

        Lifted.AssertSame(Fail, [0], [1], [50]);
    }

    [Fact]
    public void InterpolationWithBranchesKeepsItsHandler()
    {
        static string Describe(int a, object? o) => $"{(a > 3 ? "big" : "small")} {o?.ToString() ?? "null"} {a switch { 1 => "one", _ => "many" }}";
        Lifted.AssertSame(Describe, [1, null], [7, "x"]);
    }
}
