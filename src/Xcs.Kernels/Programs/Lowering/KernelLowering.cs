using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xcs.Lifting;

namespace Xcs.Kernels.Programs;

/// <summary>
/// Lowers a lifted kernel to the forms of README.md. Statements are appended to the current list; evaluating an expression appends what must
/// happen before it and gives the pure rest.
/// </summary>
internal sealed partial class KernelLowering
{
    private readonly string _kernel;
    private readonly int _warpSize;
    private readonly List<KernelParameter> _parameters = [];
    private readonly List<KernelArray> _arrays = [];
    private readonly List<ParameterExpression> _locals = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<Expression, SourceLocation> _sources = new(ReferenceEqualityComparer.Instance);
    private readonly LabelTarget _exit = Expression.Label("exit");
    private List<Expression> _out = [];
    private InlineFrame _frame = null!;
    private SourceLocation _source;
    private int _slots;

    private KernelLowering(string kernel, int warpSize) => (_kernel, _warpSize) = (kernel, warpSize);

    public static KernelProgram Lower(MethodInfo kernel, int warpSize) => new KernelLowering(NameOf(kernel), warpSize).Lower(kernel);

    public static string NameOf(MethodInfo kernel)
    {
        var type = kernel.DeclaringType;
        while (type is { DeclaringType: not null } && type.IsDefined(typeof(CompilerGeneratedAttribute)))
            type = type.DeclaringType;
        // A lambda is called <Method>b__0_1, a local function <Method>g__Name|0_1; the method of a program without one is <Main>$.
        var name = kernel.Name;
        if (name.IndexOf(">g__", StringComparison.Ordinal) is var local and > 0 && name.IndexOf('|') is var bar && bar > local)
            name = name[(local + 4)..bar];
        else if (name.IndexOf(">b__", StringComparison.Ordinal) is var end and > 0)
            name = $"{name[1..end].Replace("<Main>$", "Main", StringComparison.Ordinal)}, a lambda";
        return type is null ? name : $"{type.Name}.{name}";
    }

    private KernelProgram Lower(MethodInfo kernel)
    {
        if (kernel.ReturnType != typeof(void))
            throw Refuse($"it returns {TypeName(kernel.ReturnType)}", "Return nothing, and write the results to a buffer.");
        if (!kernel.IsStatic && !kernel.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute)))
            throw Refuse("it is an instance method", "Make it static, and pass what it needs as parameters.");
        _frame = new(Lift(kernel), null, default);
        foreach (var parameter in _frame.Method.Parameters)
            AddParameter(parameter, parameter == _frame.Method.Parameters[0] && !kernel.IsStatic);
        Statement(_frame.Method.Body);
        var program = new KernelProgram(_kernel, _warpSize, _parameters, _arrays, _locals, Sequence(_out), _exit, _sources);
        if (program.SharedBytes > LaunchShape.MaxSharedBytes)
            throw Refuse($"its shared arrays take {program.SharedBytes} bytes", $"Use at most {LaunchShape.MaxSharedBytes}.");
        program = Simplifier.Simplify(program, _sources);
        KernelVerifier.Verify(program);
        return program;
    }

    private LiftedMethod Lift(MethodBase method)
    {
        try
        {
            return Lifter.Lift(method);
        }
        catch (LiftingException exception)
        {
            var what = _frame is null ? "" : $"{method.DeclaringType?.Name}.{method.Name}: ";
            throw new KernelException(_kernel, what + exception.Rule, LiftingMend, exception.Source.IsKnown ? exception.Source : _source, exception);
        }
    }

    private void AddParameter(ParameterExpression parameter, bool isThis)
    {
        if (isThis)
        {
            _frame.Variables[parameter] = new Nothing();
            return;
        }
        var name = NewName(parameter.Name);
        var type = parameter.Type;
        if (ArrayOf(type, name) is { } array)
        {
            _arrays.Add(array);
            _parameters.Add(new(name, type, _slots, array, []));
            _slots += KernelArray.SlotsOfArray;
            _frame.Variables[parameter] = new Handle(array);
            return;
        }
        if (parameter.IsByRef || !IsValue(type) || type == typeof(Tile) || type == typeof(CoalescedGroup))
            throw Refuse($"its parameter {name} has the type {TypeName(type)}", $"Use buffers, or values: {char.ToLowerInvariant(KernelTypes.Mend[0])}{KernelTypes.Mend[1..]}");
        var values = new List<KernelParameterValue>();
        _frame.Variables[parameter] = ParameterPart(type, name, 0, values);
        _parameters.Add(new(name, type, _slots, null, values));
        _slots += values.Count;
    }

    private static LoweredValue ParameterPart(Type type, string name, int offset, List<KernelParameterValue> values)
    {
        if (!KernelTypes.IsNumber(KernelTypes.Canonical(type)))
            return new Aggregate(type, [.. KernelTypes.FieldsOf(type).Select(f => ParameterPart(f.Type, $"{name}.{PartName(f)}", offset + f.Offset, values))]);
        var variable = Expression.Variable(KernelTypes.Canonical(type), name);
        values.Add(new(variable, offset));
        return new Scalar(variable);
    }

    private KernelArray? ArrayOf(Type type, string name)
    {
        if (type == typeof(ResonanceAccumulator))
            return new(_arrays.Count, name, MemorySpace.PerBlock, typeof(double), sizeof(double), ResonanceAccumulator.Classes, -1, _slots, IsReadOnly: false, HasRows: false);
        if (!type.IsGenericType)
            return null;
        var definition = type.GetGenericTypeDefinition();
        var hasRows = definition == typeof(Buffer2D<>) || definition == typeof(ReadOnlyBuffer2D<>);
        if (!hasRows && definition != typeof(Buffer<>) && definition != typeof(ReadOnlyBuffer<>))
            return null;
        var element = ElementOf(type);
        var isReadOnly = definition == typeof(ReadOnlyBuffer<>) || definition == typeof(ReadOnlyBuffer2D<>);
        return new(_arrays.Count, name, MemorySpace.Global, element, KernelTypes.SizeOf(element), -1, -1, _slots, isReadOnly, hasRows);
    }

    private Type ElementOf(Type array)
    {
        var element = array.GetGenericArguments()[0];
        return IsValue(element) ? element : throw Refuse($"an array of {TypeName(element)}", KernelTypes.Mend);
    }

    private static bool IsValue(Type type) => KernelTypes.IsNumber(KernelTypes.Canonical(type)) || KernelTypes.IsStruct(type);

    private static string PartName(StructField field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private string NewName(string? wanted)
    {
        var name = wanted ?? "t";
        for (var i = 2; !_names.Add(name); i++)
            name = $"{wanted ?? "t"}_{i}";
        return name;
    }

    // What stands in a method that is inlined says so: of the platform's there is no line.
    private KernelException Refuse(string rule, string mend) => new(_kernel, _frame?.Outer is null ? rule : $"{rule}, in {_frame.Name}", mend, _source);
}
