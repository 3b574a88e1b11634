using System.Globalization;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

/// <summary>Operators on items that count how often each item comes by; also a unit operator that gives the squares of a range.</summary>
internal sealed class Counts(Outside? outside) : IUnitOperator<int, Counts.Scratch, int, int[]>
{
    private readonly Dictionary<int, int> squared = [];

    /// <summary>Items from this one on fail.</summary>
    public int FailFrom { get; init; } = int.MaxValue;

    public int Of(int item) => squared.GetValueOrDefault(item);

    public void RequireNothingTwice() => ControlledSchedule.Require(squared.Values.All(static times => times == 1));

    public int Square(int item)
    {
        Begin(item);
        return End(item);
    }

    public Task<int> SquareLater(int item) => outside!.Promise(() => End(item), () => Begin(item));

    [Operator(Effect = EffectKind.Ordered, Resource = "squares")]
    public Task<int> SquareInOrder(int item)
    {
        ControlledSchedule.Require(squared.Count == 0 || squared.Keys.Max() < item);
        return SquareLater(item);
    }

    public int Zero(int item)
    {
        ControlledSchedule.Point();
        return 0 * item;
    }

    public int Add(int left, int right) => left + right;

    public int AddPair((int Left, int Right) pair) => pair.Left + pair.Right;

    public bool IsPositive(int item) => item > 0;

    public int[] Wrap(int item) => [item];

    public bool IsShort(int[] state) => state.Length < 3;

    public int NextSquare(int[] state) => Square(state[0] + state.Length);

    public Task<int> NextSquareLater(int[] state) => SquareLater(state[0] + state.Length);

    public int Last(int[] state)
    {
        ControlledSchedule.Point();
        return state[^1];
    }

    public int[] Append(int[] state, int next, int last)
    {
        ControlledSchedule.Require(last == state[^1]);
        return [.. state, next];
    }

    int IUnitOperator<int, Scratch, int, int[]>.Count(int input) => 5;

    Scratch IUnitOperator<int, Scratch, int, int[]>.CreateScratch(int input) => new();

    int IUnitOperator<int, Scratch, int, int[]>.Execute(int input, int unit, Scratch scratch, CancellationToken cancellationToken)
    {
        ControlledSchedule.Require(!scratch.IsBusy);
        scratch.IsBusy = true;
        try
        {
            return Square(input + unit);
        }
        finally
        {
            scratch.IsBusy = false;
        }
    }

    int[] IUnitOperator<int, Scratch, int, int[]>.Merge(int input, ReadOnlySpan<int> parts) => [.. parts];

    private void Begin(int item)
    {
        squared[item] = Of(item) + 1;
        ControlledSchedule.Require(squared[item] == 1);
        ControlledSchedule.Point();
    }

    private int End(int item) =>
        item >= FailFrom ? throw new FormatException(item.ToString(CultureInfo.InvariantCulture)) : item * item;

    /// <summary>What one worker keeps for itself.</summary>
    internal sealed class Scratch
    {
        public bool IsBusy { get; set; }
    }
}
