using System.Security.Cryptography;

namespace Xcs.Rewriting.Tests;

public unsafe class ShaBatchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(144)]
    [InlineData(520)]
    [InlineData(656)]
    public void BatchesGiveWhatTheSystemsHashGives(int length)
    {
        var random = new Random(length);
        var batch = new ShaBatch();
        const int count = 55;
        var digests = stackalloc byte[count * Digest.Size];
        var expected = new List<byte[]>();
        for (var k = 0; k < count; k++)
        {
            var message = new byte[length];
            random.NextBytes(message);
            expected.Add(SHA256.HashData(message));
            message.CopyTo(new Span<byte>(batch.Add(length, digests + (k * Digest.Size)), length));
        }

        batch.Flush();
        for (var k = 0; k < count; k++)
            Assert.Equal(expected[k], new Span<byte>(digests + (k * Digest.Size), Digest.Size).ToArray());
    }
}
