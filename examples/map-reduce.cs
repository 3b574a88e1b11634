#:project ../src/Xcs/Xcs.csproj

//             ┌─► Count(line 0) ─┐
//   Split ────┼─► Count(line 1) ─┼─► pairwise sum
//             └─► …             ─┘
//
// How many lines there are is known only at run time; one node stands for all of them. The sum is taken in the same pairs on any
// number of workers, so that floating-point results have the same bits everywhere.
//
// prints: 15 words

using Xcs;

const string Text = """
    A map runs its body for every item.
    Items may overlap, results keep
    their order.
    """;

var count = Graph.Jit((Traced<string> text) =>
{
    var lines = text.Then(all => all.Split('\n'));
    var counts = Graph.Map(lines, line => line.Then(one => one.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
    return Graph.Reduce(counts, (a, b) => a + b);
});

Console.WriteLine($"{count.Invoke(Text)} words");
