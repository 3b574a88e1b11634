using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>What an expression of the source has become. Of a variable: where it is kept, which can be assigned.</summary>
internal abstract record LoweredValue
{
    /// <summary>The numbers that it is made of.</summary>
    public abstract IEnumerable<Expression> Leaves { get; }

    /// <summary>Whether the same is read wherever it is read.</summary>
    public bool IsInvariant => Leaves.All(leaf => leaf is ConstantExpression or ThreadValue or ArrayLength);

    public bool IsConstant => Leaves.All(leaf => leaf is ConstantExpression);
}

/// <summary>A number.</summary>
internal sealed record Scalar(Expression Expression) : LoweredValue
{
    public override IEnumerable<Expression> Leaves => [Expression];
}

/// <summary>A struct, taken apart.</summary>
internal sealed record Aggregate(Type Type, IReadOnlyList<LoweredValue> Parts) : LoweredValue
{
    public override IEnumerable<Expression> Leaves => Parts.SelectMany(part => part.Leaves);

    public LoweredValue this[string field]
    {
        get
        {
            var fields = KernelTypes.FieldsOf(Type);
            for (var i = 0; i < fields.Count; i++)
                if (fields[i].Name == field)
                    return Parts[i];
            throw new NotSupportedException($"the field {field} of {Type.Name}");
        }
    }
}

/// <summary>An array. Which one is known.</summary>
internal sealed record Handle(KernelArray Array) : LoweredValue
{
    public override IEnumerable<Expression> Leaves => [];
}

/// <summary>Something that kernels have no use for, such as the object that a lambda belongs to.</summary>
internal sealed record Nothing : LoweredValue
{
    public override IEnumerable<Expression> Leaves => [];
}
