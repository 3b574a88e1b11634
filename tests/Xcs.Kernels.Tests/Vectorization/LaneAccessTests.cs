using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Xcs.Kernels.Vectorization;

namespace Xcs.Kernels.Tests.Vectorization;

/// <summary>Every way in which a register of lanes reads or writes elements, against loops over bytes.</summary>
public sealed class LaneAccessTests
{
    private const int Elements = 64;

    public static TheoryData<string, string> Ways()
    {
        var data = new TheoryData<string, string>();
        foreach (var vector in new[] { typeof(Vector128<int>), typeof(Vector256<int>), typeof(Vector512<int>), typeof(Vector128<long>), typeof(Vector256<long>), typeof(Vector512<long>) })
            foreach (var number in vector.GetGenericArguments()[0] == typeof(long) ? [typeof(long)] : new[] { typeof(int), typeof(byte), typeof(bool), typeof(Half) })
                data.Add($"{vector.Name[..9]} {vector.GetGenericArguments()[0].Name}", number.Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ActiveLanesReadTheirElements(string register, string number)
    {
        var way = new Way(register, number);
        foreach (var (places, scale, mask) in way.Cases())
        {
            var memory = way.Memory(scale);
            var read = way.Read(memory, scale, places, mask);
            for (var lane = 0; lane < way.Lanes; lane++)
                if (mask is null || mask[lane])
                    Assert.Equal(way.Lane(memory, (int)places[lane] * scale), read[lane]);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ActiveLanesWriteTheirElementsTheHighestLastAndNothingElse(string register, string number)
    {
        var way = new Way(register, number);
        foreach (var (places, scale, mask) in way.Cases())
        {
            var memory = way.Memory(scale);
            var expected = memory.ToArray();
            var values = Enumerable.Range(0, way.Lanes).Select(lane => way.Value(lane)).ToArray();
            for (var lane = 0; lane < way.Lanes; lane++)
                if (mask is null || mask[lane])
                    way.Put(expected, (int)places[lane] * scale, values[lane]);

            way.Write(memory, scale, places, values, mask);

            Assert.Equal(expected, memory);
        }
    }

    private sealed class Way
    {
        private readonly Type _vector;
        private readonly Type _number;
        private readonly int _size;

        public Way(string register, string number)
        {
            var isLong = register.EndsWith("Int64", StringComparison.Ordinal);
            var open = register[..9] switch { "Vector128" => typeof(Vector128<>), "Vector256" => typeof(Vector256<>), _ => typeof(Vector512<>) };
            _vector = open.MakeGenericType(isLong ? typeof(long) : typeof(int));
            _number = number switch { "Byte" => typeof(byte), "Boolean" => typeof(bool), "Half" => typeof(Half), "Int64" => typeof(long), _ => typeof(int) };
            _size = number switch { "Byte" or "Boolean" => 1, "Half" => 2, "Int64" => 8, _ => 4 };
            Lanes = int.Parse(register[6..9], null) / (isLong ? 64 : 32);
        }

        public int Lanes { get; }

        public IEnumerable<(long[] Places, int Scale, bool[]? Mask)> Cases()
        {
            var random = new Random(7);
            long[][] all =
            [
                [.. Enumerable.Range(5, Lanes).Select(i => (long)i)],
                [.. Enumerable.Repeat(9L, Lanes)],
                [.. Enumerable.Range(0, Lanes).Select(i => (long)(Lanes - i))],
                [.. Enumerable.Range(0, Lanes).Select(i => (long)(3 * i))],
                [.. Enumerable.Range(0, Lanes).Select(_ => random.NextInt64(Elements))],
            ];
            foreach (var places in all)
            {
                foreach (var scale in new[] { _size, 8, 12 })
                {
                    yield return (places, scale, null);
                    foreach (var mask in Masks(random))
                        // Lanes that are off point far away.
                        yield return ([.. places.Select((place, lane) => mask[lane] ? place : int.MinValue + lane)], scale, mask);
                }
            }
        }

        public byte[] Memory(int scale)
        {
            var bytes = GC.AllocateArray<byte>((Elements + 1) * scale + 8, pinned: true);
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)(_number == typeof(bool) ? i * 7 % 3 % 2 : i * 37 + 11);
            return bytes;
        }

        /// <summary>What a lane holds of the number at a place.</summary>
        public long Lane(byte[] memory, int at) => _size switch
        {
            1 when _number == typeof(bool) => memory[at] == 0 ? 0 : -1,
            1 => memory[at],
            2 => BitConverter.ToUInt16(memory, at),
            4 => BitConverter.ToInt32(memory, at),
            _ => BitConverter.ToInt64(memory, at),
        };

        public long Value(int lane) => _number == typeof(bool) ? -(lane % 2) : _size == 8 ? 0x0123456789ABCDEF * (lane + 1) : 0x01234567 * (lane + 1);

        public void Put(byte[] memory, int at, long value)
        {
            var bytes = BitConverter.GetBytes(_number == typeof(bool) ? value & 1 : value);
            bytes.AsSpan(0, _size).CopyTo(memory.AsSpan(at));
        }

        public long[] Read(byte[] memory, int scale, long[] places, bool[]? mask) =>
            Values(Call(typeof(LaneGather), "Read", [Start(memory), scale, Register(places), Register(Numbers()), .. Mask(mask)])!);

        public void Write(byte[] memory, int scale, long[] places, long[] values, bool[]? mask) =>
            Call(typeof(LaneScatter), "Write", [Start(memory), scale, Register(places), Register(Numbers()), Register(values), .. Mask(mask)]);

        private IEnumerable<bool[]> Masks(Random random)
        {
            yield return [.. Enumerable.Repeat(true, Lanes)];
            yield return [.. Enumerable.Repeat(false, Lanes)];
            yield return [.. Enumerable.Range(0, Lanes).Select(lane => lane == Lanes - 1)];
            yield return [.. Enumerable.Range(0, Lanes).Select(lane => lane > 0)];
            for (var i = 0; i < 5; i++)
                yield return [.. Enumerable.Range(0, Lanes).Select(_ => random.Next(2) == 0)];
        }

        private object? Call(Type owner, string name, object[] arguments)
        {
            var method = owner.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Single(m => m.Name == name && m.GetParameters().Length == arguments.Length && m.GetParameters()[2].ParameterType == _vector);
            return (method.IsGenericMethodDefinition ? method.MakeGenericMethod(_number) : method).Invoke(null, arguments);
        }

        private static long Start(byte[] memory) => Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);

        private long[] Numbers() => [.. Enumerable.Range(0, Lanes).Select(i => (long)i)];

        private object[] Mask(bool[]? mask) => mask is null ? [] : [Register([.. mask.Select(m => m ? -1L : 0L)])];

        private object Register(long[] lanes)
        {
            var bytes = lanes.SelectMany(lane => _vector.GetGenericArguments()[0] == typeof(long) ? BitConverter.GetBytes(lane) : BitConverter.GetBytes((int)lane)).ToArray();
            return (Lanes, bytes.Length) switch
            {
                (4, 16) => MemoryMarshal.Read<Vector128<int>>(bytes),
                (8, 32) => MemoryMarshal.Read<Vector256<int>>(bytes),
                (16, _) => MemoryMarshal.Read<Vector512<int>>(bytes),
                (2, _) => MemoryMarshal.Read<Vector128<long>>(bytes),
                (4, _) => MemoryMarshal.Read<Vector256<long>>(bytes),
                _ => (object)MemoryMarshal.Read<Vector512<long>>(bytes),
            };
        }

        private long[] Values(object register) => [.. Enumerable.Range(0, Lanes).Select(lane => Convert.ToInt64(_vector.GetProperty("Item")!.GetValue(register, [lane]), null))];
    }
}
