using System.Runtime.CompilerServices;

namespace Xcs;

// Several traced values as one tuple, and back.
public static partial class Graph
{
    /// <summary>Several values as one tuple.</summary>
    /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
    public static Traced<(T1, T2)> Tuple<T1, T2>(Traced<T1> item1, Traced<T2> item2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Call(TupleOf, item1, item2, file, line);

    /// <inheritdoc cref="Tuple{T1, T2}(Traced{T1}, Traced{T2}, string, int)"/>
    public static Traced<(T1, T2, T3)> Tuple<T1, T2, T3>(Traced<T1> item1, Traced<T2> item2, Traced<T3> item3, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Call(TupleOf, item1, item2, item3, file, line);

    /// <inheritdoc cref="Tuple{T1, T2}(Traced{T1}, Traced{T2}, string, int)"/>
    public static Traced<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Traced<T1> item1, Traced<T2> item2, Traced<T3> item3, Traced<T4> item4, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Call(TupleOf, item1, item2, item3, item4, file, line);

    /// <inheritdoc cref="Tuple{T1, T2}(Traced{T1}, Traced{T2}, string, int)"/>
    public static Traced<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(Traced<T1> item1, Traced<T2> item2, Traced<T3> item3, Traced<T4> item4, Traced<T5> item5, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Call(TupleOf, item1, item2, item3, item4, item5, file, line);

    /// <inheritdoc cref="Tuple{T1, T2}(Traced{T1}, Traced{T2}, string, int)"/>
    public static Traced<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(Traced<T1> item1, Traced<T2> item2, Traced<T3> item3, Traced<T4> item4, Traced<T5> item5, Traced<T6> item6, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Call(TupleOf, item1, item2, item3, item4, item5, item6, file, line);

    /// <inheritdoc cref="Tuple{T1, T2}(Traced{T1}, Traced{T2}, string, int)"/>
    public static Traced<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(Traced<T1> item1, Traced<T2> item2, Traced<T3> item3, Traced<T4> item4, Traced<T5> item5, Traced<T6> item6, Traced<T7> item7, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Call(TupleOf, item1, item2, item3, item4, item5, item6, item7, file, line);

    [Operator(Name = "tuple", Cost = 1, Pure = true)]
    private static (T1, T2) TupleOf<T1, T2>(T1 item1, T2 item2) => (item1, item2);

    [Operator(Name = "tuple", Cost = 1, Pure = true)]
    private static (T1, T2, T3) TupleOf<T1, T2, T3>(T1 item1, T2 item2, T3 item3) => (item1, item2, item3);

    [Operator(Name = "tuple", Cost = 1, Pure = true)]
    private static (T1, T2, T3, T4) TupleOf<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4) => (item1, item2, item3, item4);

    [Operator(Name = "tuple", Cost = 1, Pure = true)]
    private static (T1, T2, T3, T4, T5) TupleOf<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5) => (item1, item2, item3, item4, item5);

    [Operator(Name = "tuple", Cost = 1, Pure = true)]
    private static (T1, T2, T3, T4, T5, T6) TupleOf<T1, T2, T3, T4, T5, T6>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6) => (item1, item2, item3, item4, item5, item6);

    [Operator(Name = "tuple", Cost = 1, Pure = true)]
    private static (T1, T2, T3, T4, T5, T6, T7) TupleOf<T1, T2, T3, T4, T5, T6, T7>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7) => (item1, item2, item3, item4, item5, item6, item7);
}
