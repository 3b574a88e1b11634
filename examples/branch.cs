#:project ../src/Xcs/Xcs.csproj

//   Find ─► is there one? ─┬─ yes ─► itself
//                          └─ no ──► Make
//
// What depends on a value cannot be traced by running it: Graph.If is a node with two bodies, and only the chosen one runs.
//
// prints: found: blue
// prints: made: green

using Xcs;

var store = new Dictionary<string, string> { ["sky"] = "found: blue" };

string? Find(string key) => store.GetValueOrDefault(key);
string Make(string key) => key == "grass" ? "made: green" : throw new ArgumentException(key);

var get = Graph.Jit((Traced<string> key) =>
{
    var found = Graph.Call(Find, key);
    return Graph.If(
        found.Then(value => value is not null),
        whenTrue: () => found.Then(value => value!),
        whenFalse: () => Graph.Call(Make, key));
});

Console.WriteLine(get.Invoke("sky"));
Console.WriteLine(get.Invoke("grass"));
