#:project ../src/Xcs/Xcs.csproj

//               ┌──────────────────────────────┐
//   guess ──────┴─► far off? ─► (x/g + g) / 2 ─┘ ─► root
//
// A loop is a node with a test and a body, both graphs: independent calls inside one round still overlap.
//
// prints: 1.414213562373095

using Xcs;

var squareRoot = Graph.Jit((Traced<double> x) =>
    Graph.While(
        x,
        test: guess => Graph.Call(IsFarOff, x, guess),
        body: guess => (x / guess + guess) / 2.0));

Console.WriteLine(squareRoot.Invoke(2).ToString("R"));
Console.WriteLine(squareRoot.Graph.ToText());

static bool IsFarOff(double x, double guess) => Math.Abs(guess * guess - x) > 1e-15 * x;
