using System.Globalization;
using System.Linq.Expressions;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>A value fixed when the graph was made.</summary>
internal sealed class ConstantOperator<T>(T value) : Operator<T>(Describe(value), OperatorKind.Constant, [])
{
    internal override object? ConstantValue => value;

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output) => frame.Write(output, value);

    internal override Expression Emit(IReadOnlyList<Expression> inputs) => Expression.Constant(value, typeof(T));

    // Only values whose text is the same everywhere are written out.
    private static string Describe(T value) => value switch
    {
        null => "null",
        string text => TextForm.Literal(text),
        char letter => TextForm.Literal(letter),
        bool flag => flag ? "true" : "false",
        IFormattable number when typeof(T).IsPrimitive || number is decimal or Enum => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"const {TypeNames.Of(typeof(T))}",
    };
}
