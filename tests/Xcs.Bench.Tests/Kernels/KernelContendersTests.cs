using KernelExamples;
using Xcs.Kernels;

namespace Xcs.Bench.Tests;

public sealed class KernelContendersTests
{
    public static TheoryData<string, int> ByHand => [.. KernelCases.List.Where(@case => @case.ByHand is not null).SelectMany(@case => new[] { 16, 77, 100 }.Select(size => (@case.Name, size)))];

    [Fact]
    public void EveryExampleIsMeasured() =>
        Assert.Equal(AllExamples.List.Select(example => example.Name), KernelCases.List.Select(@case => @case.Name));

    [Theory]
    [MemberData(nameof(ByHand))]
    public void WhatIsWrittenByHandAgreesWithTheReference(string name, int size)
    {
        using var trial = AllExamples.List.Single(example => example.Name == name).Prepare(new() { Backend = KernelBackend.Interpreter }, size);
        var byHand = KernelCases.List.Single(@case => @case.Name == name).ByHand!(trial, size);
        trial.Plain();
        Assert.False(trial.IsEqual);
        byHand();
        Assert.True(trial.IsEqual);
    }

    [Fact]
    public void AllReductionsGiveTheSame()
    {
        var contenders = WarpReduction.ToWorkload(new(), turns: 100).CreateContenders();
        Assert.Equal(4, contenders.Count);
        Assert.Single(contenders.Select(contender => contender.Run(1)).Distinct());
        contenders.ForEach(contender => contender.Dispose());
    }

    [Theory]
    [InlineData(9, 7, 5, false)]
    [InlineData(40, 33, 65, true)]
    public void ProductsAreVerifiedBeforeTheyAreTimed(int rows, int columns, int depth, bool isDouble)
    {
        var contenders = new MatrixProducts(rows, columns, depth, isDouble).ToWorkload().CreateContenders();
        Assert.Equal(3, contenders.Count);
        contenders.ForEach(contender => contender.Dispose());
    }

    [Fact]
    public void TensorOperationsAreVerifiedBeforeTheyAreTimed()
    {
        foreach (var workload in TensorCases.Create(144))
        {
            var contenders = workload.CreateContenders();
            Assert.Equal(4, contenders.Count);
            contenders.ForEach(contender => contender.Dispose());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ThePeakAddsUpToNothingExtraordinary(bool isDouble) =>
        Assert.True(double.IsFinite(isDouble ? MultiplyAddPeak.Run<double>(1_000) : MultiplyAddPeak.Run<float>(1_000)));

    [Fact]
    public void RatiosAreBetweenContendersOfOneKernel()
    {
        Measurement[] kernel = [Row(KernelCase.Scalar, 1), Row(KernelCase.OneWorker, 6), Row(KernelCase.TwoWorkers, 9)];
        Assert.Equal(1.5, ClassicTable.Speed(kernel, KernelCase.TwoWorkers, KernelCase.OneWorker));
        Assert.Null(ClassicTable.Speed(kernel, KernelCase.OneWorker, KernelCase.Hand));
        Assert.Contains("6.00x of 1", ClassicTable.Create([kernel]).Notes[0], StringComparison.Ordinal);

        static Measurement Row(string contender, double speed) =>
            new("n-body", 1, 1, contender, ContenderKind.Xcs, 1 / speed, 1, 1, speed, speed, 0, 0);
    }
}
