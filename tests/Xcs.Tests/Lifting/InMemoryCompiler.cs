using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Xcs.Tests.Lifting;

/// <summary>Compiles C# and loads it: from memory, where there are no symbols, or from a file beside its symbols.</summary>
internal static class InMemoryCompiler
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;";

    private static readonly Lazy<MetadataReference[]> References = new(static () =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))]);

    public static Assembly Compile(string name, OptimizationLevel optimization, IEnumerable<(string Path, string Text)> sources)
    {
        using var image = new MemoryStream();
        Verify(Compilation(name, optimization, sources).Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded)));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }

    public static Assembly CompileToFile(string folder, string name, OptimizationLevel optimization, IEnumerable<(string Path, string Text)> sources)
    {
        var path = Path.Combine(folder, name + ".dll");
        using (var image = File.Create(path))
        using (var symbols = File.Create(Path.ChangeExtension(path, ".pdb")))
            Verify(Compilation(name, optimization, sources).Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)));
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
    }

    private static CSharpCompilation Compilation(string name, OptimizationLevel optimization, IEnumerable<(string Path, string Text)> sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = sources.Append(("Usings.cs", Usings)).Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Item2, Encoding.UTF8), options, source.Item1));
        return CSharpCompilation.Create(
            name,
            trees,
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));
    }

    private static void Verify(EmitResult result) =>
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
}
