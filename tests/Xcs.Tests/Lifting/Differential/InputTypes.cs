using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>The types that inputs can be made of, and how.</summary>
internal static class InputTypes
{
    private static readonly Dictionary<Type, Func<InputGenerator, object?>> Simple = new()
    {
        [typeof(bool)] = static g => g.Chance(50),
        [typeof(char)] = static g => g.Character(),
        [typeof(sbyte)] = static g => g.Integer<sbyte>(),
        [typeof(byte)] = static g => g.Integer<byte>(),
        [typeof(short)] = static g => g.Integer<short>(),
        [typeof(ushort)] = static g => g.Integer<ushort>(),
        [typeof(int)] = static g => g.Integer<int>(),
        [typeof(uint)] = static g => g.Integer<uint>(),
        [typeof(long)] = static g => g.Integer<long>(),
        [typeof(ulong)] = static g => g.Integer<ulong>(),
        [typeof(nint)] = static g => g.Integer<nint>(),
        [typeof(nuint)] = static g => g.Integer<nuint>(),
        [typeof(Int128)] = static g => g.Integer<Int128>(),
        [typeof(UInt128)] = static g => g.Integer<UInt128>(),
        [typeof(Half)] = static g => g.Half(),
        [typeof(float)] = static g => g.Single(),
        [typeof(double)] = static g => g.Double(),
        [typeof(NFloat)] = static g => (NFloat)g.Double(),
        [typeof(decimal)] = static g => g.Decimal(),
        [typeof(BigInteger)] = static g => g.BigInteger(),
        [typeof(Complex)] = static g => new Complex(g.Double(), g.Double()),
        [typeof(string)] = static g => g.Chance(6) ? null : g.String(),
        [typeof(object)] = static g => g.Object(),
        [typeof(DateTime)] = static g => g.DateTime(),
        [typeof(DateTimeOffset)] = static g => g.DateTimeOffset(),
        [typeof(TimeSpan)] = static g => g.TimeSpan(),
        [typeof(DateOnly)] = static g => DateOnly.FromDateTime(g.DateTime()),
        [typeof(TimeOnly)] = static g => TimeOnly.FromDateTime(g.DateTime()),
        [typeof(Guid)] = static g => g.Guid(),
        [typeof(Rune)] = static g => Rune.TryCreate(g.Character(), out var rune) ? rune : Rune.ReplacementChar,
        [typeof(Index)] = static g => new Index(Math.Abs(g.Size() % 64), g.Chance(50)),
        [typeof(Range)] = static g => new Range(new Index(g.Below(6), g.Chance(30)), new Index(g.Below(6), g.Chance(30))),
        [typeof(Version)] = static g => g.Chance(6) ? null : new Version(g.Below(3), g.Below(12), g.Below(3)),
        [typeof(StringBuilder)] = static g => g.Chance(6) ? null : new StringBuilder(g.String()),
        [typeof(Type)] = static g => g.Pick<Type?>(null, typeof(int), typeof(string), typeof(List<int>), typeof(DayOfWeek), typeof(double[]), typeof(List<>), typeof(void)),
        [typeof(IFormatProvider)] = static g => g.Pick<IFormatProvider?>(null, CultureInfo.InvariantCulture, NumberFormatInfo.InvariantInfo),
        [typeof(CultureInfo)] = static g => g.Pick<CultureInfo?>(null, CultureInfo.InvariantCulture),
        [typeof(Encoding)] = static g => g.Pick<Encoding?>(null, Encoding.UTF8, Encoding.Unicode, Encoding.ASCII, Encoding.Latin1),
        [typeof(StringComparer)] = static g => g.Pick<StringComparer?>(null, StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase),
        [typeof(System.Collections.IEnumerable)] = static g => Many<int>(g),
        [typeof(System.Collections.IList)] = static g => g.Pick<System.Collections.IList?>(null, Array<int>(g), List<string>(g)),
        [typeof(System.Collections.ICollection)] = static g => g.Pick<System.Collections.ICollection?>(null, Array<int>(g), List<string>(g)),
        [typeof(System.Collections.ArrayList)] = static g => g.Chance(6) ? null : new System.Collections.ArrayList(Array<int>(g) ?? []),
        [typeof(Array)] = static g => g.Pick<Array?>(null, Array<int>(g), Array<string>(g), Array<double>(g), Array<byte>(g)),
        [typeof(IComparable)] = static g => g.Pick<IComparable?>(null, g.String(), g.Integer<int>()),
        [typeof(IConvertible)] = static g => g.Pick<IConvertible?>(null, g.String(), g.Integer<int>(), g.Double()),
        [typeof(Exception)] = static g => g.Pick<Exception?>(null, new InvalidOperationException("input"), new ArgumentNullException("input")),
        [typeof(ValueType)] = static g => g.Integer<int>(),
    };

    private static readonly Dictionary<Type, string> Generic = new()
    {
        [typeof(Nullable<>)] = nameof(Optional),
        [typeof(List<>)] = nameof(List),
        [typeof(IList<>)] = nameof(Listed),
        [typeof(ICollection<>)] = nameof(Listed),
        [typeof(IReadOnlyList<>)] = nameof(Listed),
        [typeof(IReadOnlyCollection<>)] = nameof(Listed),
        [typeof(IEnumerable<>)] = nameof(Many),
        [typeof(IOrderedEnumerable<>)] = nameof(Ordered),
        [typeof(HashSet<>)] = nameof(Set),
        [typeof(ISet<>)] = nameof(Set),
        [typeof(IReadOnlySet<>)] = nameof(Set),
        [typeof(Queue<>)] = nameof(Queue),
        [typeof(Stack<>)] = nameof(Stack),
        [typeof(LinkedList<>)] = nameof(Linked),
        [typeof(Dictionary<,>)] = nameof(Map),
        [typeof(IDictionary<,>)] = nameof(Map),
        [typeof(IReadOnlyDictionary<,>)] = nameof(Map),
        [typeof(KeyValuePair<,>)] = nameof(Pair),
        [typeof(ValueTuple<,>)] = nameof(Tuple2),
        [typeof(ValueTuple<,,>)] = nameof(Tuple3),
        [typeof(Tuple<,>)] = nameof(ClassTuple2),
        [typeof(ArraySegment<>)] = nameof(Segment),
        [typeof(Memory<>)] = nameof(Memory),
        [typeof(ReadOnlyMemory<>)] = nameof(ReadOnlyMemory),
        [typeof(IEqualityComparer<>)] = nameof(Equality),
        [typeof(EqualityComparer<>)] = nameof(Equality),
        [typeof(IComparer<>)] = nameof(Comparison),
        [typeof(Comparer<>)] = nameof(Comparison),
        [typeof(IComparable<>)] = nameof(Comparable),
    };

    private static readonly ConcurrentDictionary<Type, Func<InputGenerator, object?>?> Makers = new(Simple!);

    /// <summary>How values of the type are made (spans as arrays), or null where they cannot be.</summary>
    public static Func<InputGenerator, object?>? Maker(Type type)
    {
        if (Makers.TryGetValue(type, out var maker))
            return maker;
        maker = type.ContainsGenericParameters ? null : Find(type);
        Makers[type] = maker;
        return maker;
    }

    private static Func<InputGenerator, object?>? Find(Type type)
    {
        if (type.IsEnum)
            return EnumMaker(type);
        if (DelegateCaller.IsSpan(type))
            return Call(nameof(Array), [type.GetGenericArguments()[0]]);
        if (type.IsSZArray && DelegateCaller.Carries(type.GetElementType()!))
            return Call(nameof(Array), [type.GetElementType()!]);
        if (type.IsArray || type.IsPointer || type.IsByRef || type.IsFunctionPointer || type.IsByRefLike)
            return null;
        if (type.IsGenericType && Generic.TryGetValue(type.GetGenericTypeDefinition(), out var method))
            return Call(method, type.GetGenericArguments());
        if (typeof(Delegate).IsAssignableFrom(type))
            return InputDelegates.Maker(type);
        if (type.Namespace == "Corpus")
            return InputObjects.Maker(type);
        return type.IsValueType && !type.IsPrimitive ? InputVectors.Maker(type) : null;
    }

    private static Func<InputGenerator, object?>? Call(string name, Type[] arguments)
    {
        if (arguments.Any(static argument => Maker(argument) is null))
            return null;
        var method = typeof(InputTypes).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments);
        if (!method.ReturnType.IsValueType)
            return method.CreateDelegate<Func<InputGenerator, object?>>();
        var boxed = typeof(InputTypes).GetMethod(nameof(Boxed), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(method.ReturnType);
        return (Func<InputGenerator, object?>)boxed.Invoke(null, [method.CreateDelegate(typeof(Func<,>).MakeGenericType(typeof(InputGenerator), method.ReturnType))])!;
    }

    private static Func<InputGenerator, object?> Boxed<T>(Func<InputGenerator, T> maker) => g => maker(g);

    private static Func<InputGenerator, object?> EnumMaker(Type type)
    {
        var values = Enum.GetValuesAsUnderlyingType(type).Cast<object>().ToArray();
        return g =>
        {
            if (values.Length > 0 && !g.Chance(12))
                return Enum.ToObject(type, values[g.Below(values.Length)]);
            return Enum.ToObject(type, g.Pick(-1, 0, 3, 17, 255));
        };
    }

    private static T Value<T>(InputGenerator g) => (T)Maker(typeof(T))!(g)!;

    private static T[]? Array<T>(InputGenerator g)
    {
        if (g.Chance(5))
            return null;
        var array = new T[g.Length()];
        var few = g.Chance(40) && array.Length > 0;
        for (var k = 0; k < array.Length; k++)
            array[k] = few && k > 0 && g.Chance(60) ? array[g.Below(k)] : Value<T>(g);
        return array;
    }

    private static T[] Items<T>(InputGenerator g) => Array<T>(g) ?? [];

    private static T? Optional<T>(InputGenerator g) where T : struct => g.Chance(25) ? null : Value<T>(g);

    private static List<T>? List<T>(InputGenerator g) => g.Chance(5) ? null : [.. Items<T>(g)];

    private static IList<T>? Listed<T>(InputGenerator g) => g.Chance(50) ? Array<T>(g) : List<T>(g);

    private static IEnumerable<T>? Many<T>(InputGenerator g) => g.Below(10) switch
    {
        0 => null,
        1 or 2 or 3 => Array<T>(g),
        4 or 5 => List<T>(g),
        6 => Items<T>(g).Where(static _ => true),
        7 => new Queue<T>(Items<T>(g)),
        8 => [],
        _ => Lazy(Items<T>(g)),
    };

    private static IEnumerable<T> Lazy<T>(T[] items)
    {
        foreach (var item in items)
            yield return item;
    }

    private static IOrderedEnumerable<T> Ordered<T>(InputGenerator g) => Items<T>(g).OrderBy(static item => Showing.Text(item).Length);

    private static HashSet<T>? Set<T>(InputGenerator g) => g.Chance(5) ? null : [.. Items<T>(g)];

    private static Queue<T>? Queue<T>(InputGenerator g) => g.Chance(5) ? null : new(Items<T>(g));

    private static Stack<T>? Stack<T>(InputGenerator g) => g.Chance(5) ? null : new(Items<T>(g));

    private static LinkedList<T>? Linked<T>(InputGenerator g) => g.Chance(5) ? null : new(Items<T>(g));

    private static Dictionary<TKey, TValue>? Map<TKey, TValue>(InputGenerator g) where TKey : notnull
    {
        if (g.Chance(5))
            return null;
        var map = new Dictionary<TKey, TValue>();
        foreach (var key in Items<TKey>(g))
        {
            if (key is not null)
                map[key] = Value<TValue>(g);
        }

        return map;
    }

    private static KeyValuePair<TKey, TValue> Pair<TKey, TValue>(InputGenerator g) => KeyValuePair.Create(Value<TKey>(g), Value<TValue>(g));

    private static (T1, T2) Tuple2<T1, T2>(InputGenerator g) => (Value<T1>(g), Value<T2>(g));

    private static (T1, T2, T3) Tuple3<T1, T2, T3>(InputGenerator g) => (Value<T1>(g), Value<T2>(g), Value<T3>(g));

    private static Tuple<T1, T2>? ClassTuple2<T1, T2>(InputGenerator g) => g.Chance(5) ? null : Tuple.Create(Value<T1>(g), Value<T2>(g));

    private static ArraySegment<T> Segment<T>(InputGenerator g)
    {
        var items = Items<T>(g);
        var start = g.Below(items.Length + 1);
        return new ArraySegment<T>(items, start, g.Below(items.Length - start + 1));
    }

    private static Memory<T> Memory<T>(InputGenerator g) => new Memory<T>(Items<T>(g));

    private static ReadOnlyMemory<T> ReadOnlyMemory<T>(InputGenerator g) => new ReadOnlyMemory<T>(Items<T>(g));

    private static EqualityComparer<T>? Equality<T>(InputGenerator g) => g.Chance(40) ? null : EqualityComparer<T>.Default;

    private static Comparer<T>? Comparison<T>(InputGenerator g) => g.Chance(40) ? null : Comparer<T>.Default;

    private static IComparable<T>? Comparable<T>(InputGenerator g) => Value<T>(g) as IComparable<T>;
}
