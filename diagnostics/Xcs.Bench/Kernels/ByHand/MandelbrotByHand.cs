using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KernelExamples;

namespace Xcs.Bench;

/// <summary>Two registers of pixels side by side, so that one computes while the other waits, until all have left.</summary>
internal static class MandelbrotByHand
{
    private const int MostTurns = 100;

    public static Action Prepare(Trial trial, int size)
    {
        var turns = ((Trial<int>)trial).Actual;
        return () => Escape(size, turns.AsSpan());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Escape(int size, Span<int> turns)
    {
        Span<int> rest = stackalloc int[2 * Vector512<int>.Count];
        for (var y = 0; y < size; y++)
        {
            var im = Vector512.Create((y * 3f / size) - 1.5f);
            for (var x = 0; x < size; x += rest.Length)
            {
                var left = Vector512.CreateSequence(x, 1);
                var right = left + Vector512.Create(Vector512<int>.Count);
                var target = turns[((y * size) + x)..((y * size) + Math.Min(size, x + rest.Length))];
                if (target.Length == rest.Length)
                {
                    TurnsAt(Re(left, size), Re(right, size), im, target);
                    continue;
                }

                TurnsAt(Re(left, size), Re(right, size), im, rest);
                rest[..target.Length].CopyTo(target);
            }
        }
    }

    private static Vector512<float> Re(Vector512<int> x, int size) =>
        (Vector512.ConvertToSingle(x) * 3f / Vector512.Create((float)size)) - Vector512.Create(2.25f);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnsAt(Vector512<float> re, Vector512<float> re2, Vector512<float> im, Span<int> turns)
    {
        Vector512<float> x = default, y = default, x2 = default, y2 = default;
        Vector512<int> count = default, count2 = default, active = Vector512<int>.AllBitsSet, active2 = Vector512<int>.AllBitsSet;
        var four = Vector512.Create(4f);
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var (xx, yy, xx2, yy2) = (x * x, y * y, x2 * x2, y2 * y2);
            active &= Vector512.LessThanOrEqual(xx + yy, four).AsInt32();
            active2 &= Vector512.LessThanOrEqual(xx2 + yy2, four).AsInt32();
            if ((active | active2) == Vector512<int>.Zero)
                break;
            (count, count2) = (count - active, count2 - active2);
            y = ((x + x) * y) + im;
            x = xx - yy + re;
            y2 = ((x2 + x2) * y2) + im;
            x2 = xx2 - yy2 + re2;
        }

        count.CopyTo(turns);
        count2.CopyTo(turns[Vector512<int>.Count..]);
    }
}
