using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace Xcs.Tests.Lifting.Written;

/// <summary>Methods written in IL, for what the C# compiler does not emit.</summary>
internal sealed class WrittenMethods
{
    private readonly TypeBuilder _type;

    private WrittenMethods(TypeBuilder type) => _type = type;

    /// <summary>Builds and loads a type with the methods that the callback adds.</summary>
    public static Type Build(string name, Action<WrittenMethods> add)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule(name).DefineType(name, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        add(new(type));
        type.CreateType();
        using var image = new MemoryStream();
        assembly.Save(image);
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image).GetType(name)!;
    }

    public void Add(string name, Type result, Type[] parameters, Action<ILGenerator> body, CallingConventions convention = CallingConventions.Standard)
    {
        var method = _type.DefineMethod(name, MethodAttributes.Public | MethodAttributes.Static, convention, result, parameters);
        body(method.GetILGenerator());
    }
}
