#:project ../src/Xcs/Xcs.csproj

//   Price ──┐
//           ├─► + ─► × quantity
//   Tax ────┘
//
// An expression needs no traced types: each call of a method becomes a node, arithmetic is fused into whoever uses it.
//
// prints: 357

using Xcs;

var total = Graph.Jit((string article, int quantity) => (Shop.Price(article) + Shop.Tax(article)) * quantity);

Console.WriteLine(total.Invoke("graph paper", 3));
Console.WriteLine(total.Graph.ToText());

static class Shop
{
    public static int Price(string article) => article.Length * 9 + 1;

    public static int Tax(string article) => Price(article) / 5 - 1;
}
