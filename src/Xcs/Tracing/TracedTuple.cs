namespace Xcs;

/// <summary>The items of a traced tuple, as nodes.</summary>
public static class TracedTuple
{
    extension<T1, T2>(Traced<(T1, T2)> tuple)
    {
        /// <summary>Item 1 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T1> Item1 => Graph.Call(Items<T1, T2>.Item1, tuple);

        /// <summary>Item 2 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T2> Item2 => Graph.Call(Items<T1, T2>.Item2, tuple);

        /// <summary>All items: <c>var (a, b) = tuple;</c></summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public void Deconstruct(out Traced<T1> item1, out Traced<T2> item2) => (item1, item2) = (tuple.Item1, tuple.Item2);
    }

    extension<T1, T2, T3>(Traced<(T1, T2, T3)> tuple)
    {
        /// <summary>Item 1 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T1> Item1 => Graph.Call(Items<T1, T2, T3>.Item1, tuple);

        /// <summary>Item 2 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T2> Item2 => Graph.Call(Items<T1, T2, T3>.Item2, tuple);

        /// <summary>Item 3 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T3> Item3 => Graph.Call(Items<T1, T2, T3>.Item3, tuple);

        /// <summary>All items: <c>var (a, b) = tuple;</c></summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public void Deconstruct(out Traced<T1> item1, out Traced<T2> item2, out Traced<T3> item3) => (item1, item2, item3) = (tuple.Item1, tuple.Item2, tuple.Item3);
    }

    extension<T1, T2, T3, T4>(Traced<(T1, T2, T3, T4)> tuple)
    {
        /// <summary>Item 1 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T1> Item1 => Graph.Call(Items<T1, T2, T3, T4>.Item1, tuple);

        /// <summary>Item 2 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T2> Item2 => Graph.Call(Items<T1, T2, T3, T4>.Item2, tuple);

        /// <summary>Item 3 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T3> Item3 => Graph.Call(Items<T1, T2, T3, T4>.Item3, tuple);

        /// <summary>Item 4 of the tuple.</summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public Traced<T4> Item4 => Graph.Call(Items<T1, T2, T3, T4>.Item4, tuple);

        /// <summary>All items: <c>var (a, b) = tuple;</c></summary>
        /// <exception cref="TracingException">No function is being traced on this thread, or the tuple belongs to another trace.</exception>
        public void Deconstruct(out Traced<T1> item1, out Traced<T2> item2, out Traced<T3> item3, out Traced<T4> item4) => (item1, item2, item3, item4) = (tuple.Item1, tuple.Item2, tuple.Item3, tuple.Item4);
    }

    private static class Items<T1, T2>
    {
        [Operator(Cost = 1, Pure = true)]
        public static T1 Item1((T1, T2) tuple) => tuple.Item1;

        [Operator(Cost = 1, Pure = true)]
        public static T2 Item2((T1, T2) tuple) => tuple.Item2;
    }

    private static class Items<T1, T2, T3>
    {
        [Operator(Cost = 1, Pure = true)]
        public static T1 Item1((T1, T2, T3) tuple) => tuple.Item1;

        [Operator(Cost = 1, Pure = true)]
        public static T2 Item2((T1, T2, T3) tuple) => tuple.Item2;

        [Operator(Cost = 1, Pure = true)]
        public static T3 Item3((T1, T2, T3) tuple) => tuple.Item3;
    }

    private static class Items<T1, T2, T3, T4>
    {
        [Operator(Cost = 1, Pure = true)]
        public static T1 Item1((T1, T2, T3, T4) tuple) => tuple.Item1;

        [Operator(Cost = 1, Pure = true)]
        public static T2 Item2((T1, T2, T3, T4) tuple) => tuple.Item2;

        [Operator(Cost = 1, Pure = true)]
        public static T3 Item3((T1, T2, T3, T4) tuple) => tuple.Item3;

        [Operator(Cost = 1, Pure = true)]
        public static T4 Item4((T1, T2, T3, T4) tuple) => tuple.Item4;
    }
}
