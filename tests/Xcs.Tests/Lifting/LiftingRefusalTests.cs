using System.Reflection;
using System.Reflection.Emit;
using Microsoft.CodeAnalysis;
using Xcs.Lifting;
using Xcs.Tests.Lifting.Written;

namespace Xcs.Tests.Lifting;

public class LiftingRefusalTests
{
    private const string Source = "corpus/Refusals.cs";

    private static readonly string Text = CorpusSources.All.Single(static source => source.Path == Source).Text;

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void ErrorsNameMethodOffsetConstructAndMend(OptimizationLevel optimization)
    {
        foreach (var (method, construct) in Refused(CorpusSources.Compiled(optimization)))
            AssertNames(Assert.Throws<LiftingException>(() => Lifter.Lift(method)), method, construct);
    }

    [Fact]
    public void ErrorsNameTheSourceLineWhereThereAreSymbols()
    {
        var folder = Directory.CreateTempSubdirectory("lifting");
        try
        {
            var assembly = InMemoryCompiler.CompileToFile(folder.FullName, "Refusals.WithSymbols", OptimizationLevel.Debug, [(Source, Text)]);
            var named = 0;
            foreach (var (method, construct) in Refused(assembly))
            {
                var refusal = Assert.Throws<LiftingException>(() => Lifter.Lift(method));
                AssertNames(refusal, method, construct);
                if (MarkedLine(method.Name) is not { } line)
                    continue;
                named++;
                Assert.Equal((Source, line), (refusal.Source.File, refusal.Source.Line));
                Assert.Contains($"{Path.GetFileName(Source)}:{line}", refusal.Message, StringComparison.Ordinal);
            }

            Assert.True(named >= 5, $"only {named} methods mark a line");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void ErrorsNameNoLineWithoutSymbols()
    {
        foreach (var (method, _) in Refused(CorpusSources.Compiled(OptimizationLevel.Release)))
            Assert.False(Assert.Throws<LiftingException>(() => Lifter.Lift(method)).Source.IsKnown);
    }

    [Fact]
    public void InstructionsThatCSharpDoesNotEmitAreRefusedByName()
    {
        var type = WrittenMethods.Build("WrittenRefusals", RefusedMethods.Add);
        foreach (var (name, construct) in RefusedMethods.Expected)
        {
            var method = type.GetMethod(name)!;
            AssertNames(Assert.Throws<LiftingException>(() => Lifter.Lift(method)), method, construct);
        }
    }

    [Fact]
    public void MethodsWithoutReadableILAreRefused()
    {
        var dynamic = new DynamicMethod("Dynamic", typeof(int), []);
        var il = dynamic.GetILGenerator();
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ret);
        (MethodBase Method, string Construct)[] methods =
        [
            (typeof(Stream).GetMethod(nameof(Stream.Flush))!, "abstract"),
            (typeof(Array).GetMethod(nameof(Array.Empty))!, "open generic"),
            (typeof(Math).GetMethod(nameof(Math.Sin))!, "without IL"),
            (dynamic, "DynamicMethod"),
            (dynamic.CreateDelegate<Func<int>>().Method, "DynamicMethod"),
        ];
        foreach (var (method, construct) in methods)
        {
            var refusal = Assert.Throws<LiftingException>(() => Lifter.Lift(method));
            Assert.Contains(construct, refusal.Construct, StringComparison.Ordinal);
            Assert.Null(refusal.ILOffset);
            Assert.NotEmpty(refusal.Mend);
        }
    }

    private static IEnumerable<(MethodInfo Method, string Construct)> Refused(Assembly assembly) =>
        assembly.GetType("Corpus.Refusals")!.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(static method => (method, method.GetCustomAttribute<RefusedAttribute>()?.Construct!))
            .Where(static pair => pair.Item2 is not null);

    private static void AssertNames(LiftingException refusal, MethodInfo method, string construct)
    {
        Assert.Equal(method, refusal.Method);
        Assert.Contains(construct, refusal.Construct, StringComparison.Ordinal);
        Assert.Contains($"{method.DeclaringType!.Name}.{method.Name}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(refusal.Construct, refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Mend);
        Assert.EndsWith(refusal.Mend, refusal.Message, StringComparison.Ordinal);

        // An offset is that of an instruction of the method.
        if (refusal.ILOffset is { } offset)
        {
            Assert.Contains($"IL_{offset:X4}", refusal.Message, StringComparison.Ordinal);
            Assert.InRange(offset, 0, method.GetMethodBody()!.GetILAsByteArray()!.Length - 1);
        }
    }

    // The first marked line after the method's name and before the next method.
    private static int? MarkedLine(string method)
    {
        var lines = Text.Split('\n');
        var at = Array.FindIndex(lines, line => line.Contains("public static", StringComparison.Ordinal) && line.Split('(')[0].EndsWith($" {method}", StringComparison.Ordinal));
        for (var k = at; k < lines.Length && (k == at || !lines[k].Contains("[Refused(", StringComparison.Ordinal)); k++)
        {
            if (lines[k].Contains("// refused here", StringComparison.Ordinal))
                return k + 1;
        }

        return null;
    }
}
