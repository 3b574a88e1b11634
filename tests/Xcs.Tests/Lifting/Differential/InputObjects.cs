using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>Objects of the corpus, closures among them: made without a constructor, each field filled.</summary>
internal static class InputObjects
{
    public static Func<InputGenerator, object?>? Maker(Type type)
    {
        if (type.IsAbstract)
            return null;
        var fields = new List<FieldInfo>();
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            fields.AddRange(declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        return g =>
        {
            if (!type.IsValueType && g.Chance(5))
                return null;
            var value = RuntimeHelpers.GetUninitializedObject(type);
            foreach (var field in fields)
            {
                // A list of objects ends somewhere.
                if (field.FieldType == type && g.Chance(50))
                    continue;
                if (InputTypes.Maker(field.FieldType) is { } maker)
                    field.SetValue(value, maker(g));
            }

            return value;
        };
    }
}
