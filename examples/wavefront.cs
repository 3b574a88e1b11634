#:project ../src/Xcs/Xcs.csproj

//   ■─►■─►■
//   ▼  ▼  ▼       each cell needs the one above and the one to its left:
//   ■─►■─►■       the cells of a diagonal are independent
//   ▼  ▼  ▼
//   ■─►■─►■
//
// A graph can also be built from edges, where a program reads them from somewhere or computes them, as here: the longest common
// subsequence of two words, one node a cell.
//
// prints: 3
// prints: 49 cells in 13 waves

using Xcs;

const string A = "dataflo", B = "overflo";

var builder = new GraphBuilder("lcs");
var border = builder.Constant(0);
var cells = new NodeId[A.Length, B.Length];
for (var i = 0; i < A.Length; i++)
{
    for (var j = 0; j < B.Length; j++)
    {
        var same = A[i] == B[j];
        var cell = builder.Add((int up, int left, int diagonal) => same ? diagonal + 1 : Math.Max(up, left), "cell");
        builder.Connect(At(i - 1, j), cell, 0);
        builder.Connect(At(i, j - 1), cell, 1);
        builder.Connect(At(i - 1, j - 1), cell, 2);
        cells[i, j] = cell;
    }
}

var plan = builder.Build(cells[A.Length - 1, B.Length - 1]).Plan();
Console.WriteLine(plan.Compile().Invoke());
Console.WriteLine($"{A.Length * B.Length} cells in {plan.Waves.Count} waves");

NodeId At(int i, int j) => i < 0 || j < 0 ? border : cells[i, j];
