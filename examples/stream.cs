#:project ../src/Xcs/Xcs.csproj

//   readings ─► Parse ─► Calibrate ─► values, in the order of the readings
//
// A stream runs the stages of the graph side by side on different items. It reads ahead only as far as its buffers go, and keeps order.
//
// prints: 20.5 21.0 21.5 22.0

using System.Globalization;
using Xcs;

var pipeline = Graph.Jit((Traced<string> line) =>
    line.Then(text => double.Parse(text, CultureInfo.InvariantCulture))
        .Then(value => value + 0.5));

await foreach (var value in pipeline.StreamAsync(Readings()))
    Console.Write(value.ToString("0.0 ", CultureInfo.InvariantCulture));
Console.WriteLine();

static async IAsyncEnumerable<string> Readings()
{
    foreach (var line in new[] { "20.0", "20.5", "21.0", "21.5" })
    {
        await Task.Yield();
        yield return line;
    }
}
