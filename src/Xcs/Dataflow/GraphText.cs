using System.Globalization;
using System.Text;

namespace Xcs.Dataflow;

/// <summary>
/// The text form of a graph. Grammar: <c>graph NAME(%0 argument: TYPE, …) -> TYPE</c>, then a line a node
/// <c>%n: TYPE = operator(%a, %b) [policy] after %c  # File.cs:line</c>, bodies of control nodes indented below them, and <c>return %n</c>.
/// </summary>
internal static class GraphText
{
    public static string Write(DataflowGraph graph)
    {
        var text = new StringBuilder();
        Write(text, graph, indent: 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, DataflowGraph graph, int indent)
    {
        var margin = new string(' ', indent);
        var arguments = Enumerable.Range(0, graph.ArgumentCount).Select(id => $"%{id} {graph.Operators[id].Name}: {TypeNames.Of(graph.Operators[id].ResultType)}");
        text.Append(CultureInfo.InvariantCulture, $"{margin}graph {graph.Name}({string.Join(", ", arguments)}) -> {TypeNames.Of(graph.Operators[graph.Result.Value].ResultType)}\n");
        for (var id = graph.ArgumentCount; id < graph.NodeCount; id++)
            WriteNode(text, graph[new NodeId(id)], margin + "  ", indent);
        text.Append(CultureInfo.InvariantCulture, $"{margin}  return {graph.Result}\n");
    }

    private static void WriteNode(StringBuilder text, Node node, string margin, int indent)
    {
        text.Append(CultureInfo.InvariantCulture, $"{margin}{node.Id}: {TypeNames.Of(node.Operator.ResultType)} = {node.Operator.Name}");
        if (node.Operator.Kind != OperatorKind.Constant)
        {
            text.Append('(');
            AppendIds(text, node.Inputs);
            text.Append(')');
        }

        if (node.Operator.PolicyText.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $" [{node.Operator.PolicyText}]");

        if (node.After.Length > 0)
        {
            text.Append(" after ");
            AppendIds(text, node.After);
        }

        if (node.Source.IsKnown)
            text.Append(CultureInfo.InvariantCulture, $"  # {node.Source}");
        text.Append('\n');

        foreach (var body in node.Operator.Bodies)
            Write(text, body, indent + 4);
    }

    private static void AppendIds(StringBuilder text, ReadOnlySpan<NodeId> ids)
    {
        for (var k = 0; k < ids.Length; k++)
            text.Append(k == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"%{ids[k].Value}");
    }
}
