namespace Xcs.Dataflow;

/// <summary>Holds what every later stage relies on: arguments first, edges forward, inputs of the declared number and type.</summary>
internal static class GraphVerifier
{
    public static void Verify(DataflowGraph graph, List<(int Row, int Item)> after)
    {
        for (var id = 0; id < graph.NodeCount; id++)
        {
            var node = graph.Operators[id];
            if (id > 0 && node.Kind == OperatorKind.Argument && graph.Operators[id - 1].Kind != OperatorKind.Argument)
                throw Refuse(graph, id, "arguments come before all other nodes", "Add the arguments of a graph before its operators.");

            var inputs = graph.Inputs[id];
            if (inputs.Length != node.InputTypes.Count)
            {
                throw Refuse(graph, id, $"the operator has {node.InputTypes.Count} inputs, the node {inputs.Length}",
                    "Connect exactly one node to each parameter of the operator.");
            }

            for (var k = 0; k < inputs.Length; k++)
            {
                if (inputs[k] >= id)
                    throw Refuse(graph, id, $"input {k} comes from {new NodeId(inputs[k])}, which is not an earlier node", "Make the nodes in an order in which each follows its inputs.");
                var given = graph.Operators[inputs[k]].ResultType;
                if (!Fits(given, node.InputTypes[k]))
                {
                    throw Refuse(graph, id, $"input {k} is declared {TypeNames.Of(node.InputTypes[k])}, but {new NodeId(inputs[k])} {graph.Operators[inputs[k]].Name} gives {TypeNames.Of(given)}",
                        "Connect a node of the declared type, or convert with a node between the two.");
                }
            }
        }

        foreach (var (row, item) in after)
        {
            if (item >= row)
                throw Refuse(graph, row, $"it is to run after {new NodeId(item)}, which is not an earlier node", "Make the nodes in an order in which each follows those it runs after.");
        }
    }

    /// <summary>Whether a slot that holds <paramref name="given"/> can be read as <paramref name="declared"/>: reference conversions only, no boxing.</summary>
    public static bool Fits(Type given, Type declared) =>
        given == declared || (!given.IsValueType && !declared.IsValueType && declared.IsAssignableFrom(given));

    private static GraphException Refuse(DataflowGraph graph, int id, string rule, string mend) =>
        new(rule, mend, $"{new NodeId(id)} {graph.Operators[id].Name}", graph.Sources[id]);
}
