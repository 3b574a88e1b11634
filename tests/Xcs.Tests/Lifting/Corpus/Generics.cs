using System.Numerics;
using static Xcs.Tests.Lifting.CorpusLog;

namespace Corpus;

public class Box<T>
{
    public static int Made;
    public T? Value;

    public Box() => Made++;

    public T? Get(T? otherwise) => Value is null ? otherwise : Value;
    public U? Convert<U>(Func<T?, U>? f) => f is null ? default : f(Value);
}

public interface IMonoid<TSelf> where TSelf : IMonoid<TSelf>
{
    static abstract TSelf Zero { get; }
    static abstract TSelf operator +(TSelf a, TSelf b);
    static virtual string Describe() => "monoid";
}

public readonly struct MaxInt(int value) : IMonoid<MaxInt>
{
    public int Value { get; } = value;
    public static MaxInt Zero => new(int.MinValue);
    public static MaxInt operator +(MaxInt a, MaxInt b) => new(Math.Max(a.Value, b.Value));
}

public static class Generics
{
    public static T Identity<T>(T value) => value;
    public static T? Default<T>() => default;
    public static bool IsDefault<T>(T value) => EqualityComparer<T>.Default.Equals(value, default);
    public static T Max<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) > 0 ? a : b;
    public static string Text<T>(T value) => value?.ToString() ?? "null";
    public static int Hash<T>(T value) where T : notnull => value.GetHashCode() == value.GetHashCode() ? 1 : 0;
    public static T Sum<T>(T[] items) where T : INumber<T>
    {
        var sum = T.Zero;
        foreach (var item in items)
            sum += item;
        return sum;
    }

    public static T Polynomial<T>(T x) where T : INumber<T> => (x * x * T.CreateChecked(3)) - x + T.One;
    public static int Folded(int[] items)
    {
        return Fold<MaxInt>(Array.ConvertAll(items, static x => new MaxInt(x))).Value;
    }

    private static T Fold<T>(T[] items) where T : IMonoid<T>
    {
        var total = T.Zero;
        foreach (var item in items)
            total += item;
        Note(T.Describe());
        return total;
    }

    public static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);
    public static T[] Reverse<T>(T[] items)
    {
        for (var k = 0; k < items.Length / 2; k++)
            Swap(ref items[k], ref items[items.Length - 1 - k]);
        return items;
    }

    public static string ElementText<T>(T[] items) => items.Length > 0 ? items[0]!.ToString() + items[^1]!.GetHashCode().Equals(0) : "";
    public static T New<T>(int n) where T : new() => n > 0 ? new T() : default!;
    public static List<StringKey> NewClass() => [New<StringKey>(1)];
    public sealed class StringKey
    {
        public string Name = "key";
    }

    public static bool Is<T>(object? o) => o is T;
    public static T? As<T>(object? o) where T : class => o as T;
    public static T Unbox<T>(object? o) => (T)o!;
    public static object? Boxed<T>(T value) => value;
    public static Type TypeOf<T>() => typeof(Box<T>);
    public static int GenericStatic<T>(T value)
    {
        Box<T>.Made = 5;
        var box = new Box<T> { Value = value };
        return Box<T>.Made + (box.Get(default) is null ? 0 : 1);
    }

    public static U? Converted<T, U>(T value, Func<T?, U>? f) => new Box<T> { Value = value }.Convert(f);
    public static (T, U) Pair<T, U>(T a, U b) => (a, b);
    public static T? FirstOr<T>(IEnumerable<T> items, Func<T, bool>? condition, T? otherwise)
    {
        foreach (var item in items)
        {
            if (condition!(item))
                return item;
        }

        return otherwise;
    }

    public static int Closure<T>(T[] items, T wanted)
    {
        var count = 0;
        Array.ForEach(items, x =>
        {
            if (Equals(x, wanted))
                count++;
        });
        return count;
    }

    public static int EnumConstraint<T>(T value) where T : struct, Enum => Enum.GetName(value)?.Length ?? 0;
    public static T? NullableOf<T>(T value, bool some) where T : struct => some ? value : null;
    public static int SizeOfGeneric<T>() where T : unmanaged
    {
        unsafe
        {
            return sizeof(T);
        }
    }

    public static string Switch<T>(T value) => value switch { int n => "int" + n, string s => "string" + s, null => "null", _ => "other" };
    public static void Assign<T>(T[] items, int index, T value) => items[index] = value;
    public static void Disposes<T>(T value) where T : IDisposable
    {
        using (value)
            Note(1);
    }
}
