#:project ../src/Xcs/Xcs.csproj

//   Load("a") ─┐
//   Load("b") ─┼─► Join
//   Load("c") ─┘
//
// Both "b" and "c" fail, on whatever threads, in whatever order. What the caller sees is what the plain program would have thrown: the
// failure of "b", as the exception that it is, with the stack trace that it has.
//
// prints: FileNotFoundException: b

using Xcs;

var join = Graph.Jit((Traced<int> x) =>
{
    var a = Graph.Call(Load, Graph.Constant("a"), x);
    var b = Graph.Call(Load, Graph.Constant("b"), x);
    var c = Graph.Call(Load, Graph.Constant("c"), x);
    return Graph.Call((string first, string second, string third) => first + second + third, a, b, c);
}, new JitOptions { Mode = ExecutionMode.Eager });

for (var i = 0; i < 100; i++)
{
    try
    {
        join.Invoke(i);
    }
    catch (FileNotFoundException error) when (i == 99)
    {
        Console.WriteLine($"{error.GetType().Name}: {error.Message}");
    }
    catch (FileNotFoundException)
    {
        // The same, ninety-nine times before.
    }
}

static string Load(string name, int x) => name switch
{
    "a" => $"{name}{x}",
    "b" => throw new FileNotFoundException(name),
    _ => throw new InvalidOperationException(name),
};
