namespace Xcs.Kernels.Tests.Language;

/// <summary>Jumps of all kinds, taken by some lanes and not by others.</summary>
internal static class PlainFlow
{
    internal struct ContinueAndBreakInNestedLoops : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            long sum = 0;
            for (var a = 0; a < 6; a++)
            {
                if ((n[i] + a) % 3 == 0)
                    continue;
                var b = 0;
                while (true)
                {
                    if (++b > a + (i & 3))
                        break;
                    if ((b ^ n[i]) % 2 == 0)
                        continue;
                    for (var c = b; ; c--)
                    {
                        if (c < 0)
                            break;
                        if (c == (n[i] & 7))
                            goto next;
                        sum += a * 100 + b * 10 + c;
                    }
                    sum *= 3;
                }
                sum++;
                next:
                sum ^= a;
                if (sum > 100_000)
                    break;
            }
            y[8 * i] = sum;
        }
    }

    internal struct ReturnsFromLoops : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            y[8 * i] = First(n, i, 3);
            y[8 * i + 1] = First(n, i, 0);
            for (var k = 0; k < 20; k++)
            {
                y[8 * i + 2] = k;
                if (k == (n[i] & 15))
                    return;
                if (k == 9 && i % 4 == 1)
                {
                    y[8 * i + 3] = -1;
                    return;
                }
            }
            y[8 * i + 4] = 5;
        }

        private static int First(ReadOnlyBuffer<int> n, int start, int bit)
        {
            for (var k = start; k < n.Length; k++)
            {
                if ((n[k] >> bit & 1) == 0)
                    continue;
                if (n[k] < 0)
                    return -k;
                do
                {
                    if (k + bit == 20)
                        return 1000;
                    k++;
                }
                while (k < n.Length && n[k] > 0);
                return k;
            }
            return int.MinValue;
        }
    }

    internal struct SwitchesWithGroups : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            long state = n[i] & 7;
            var steps = 0;
            while (steps < 12)
            {
                steps++;
                switch (state)
                {
                    case 0:
                    case 3:
                        state = 5;
                        continue;
                    case 1:
                        state = 4;
                        goto case 4;
                    case 4:
                        state += i % 3;
                        break;
                    case 5 when i % 2 == 0:
                        goto default;
                    case 5:
                        state = 2;
                        break;
                    case 100_000_000_000:
                        return;
                    default:
                        state--;
                        if (state < -3)
                            goto done;
                        break;
                }
                state = state == 4 ? 7 : state;
            }
            done:
            y[8 * i] = state;
            y[8 * i + 1] = steps;
            switch (n[i])
            {
                case int.MinValue or int.MaxValue:
                    y[8 * i + 2] = 1;
                    break;
                case < -100:
                    y[8 * i + 2] = 2;
                    goto case 31;
                case 31:
                case 32:
                case 33:
                    y[8 * i + 3] = 3;
                    break;
                case var k and > 0 when (k & 1) == 1:
                    y[8 * i + 2] = k;
                    break;
            }
            y[8 * i + 4] = (uint)n[i] switch { 0xFFFFFFFF => 1, 0x80000000 => 2, > 0x80000000 => 3, 7 or 9 => 4, _ => 5 };
            y[8 * i + 5] = ((long)n[i] << 20) switch { 0 => 1, 1L << 20 => 2, -1L << 20 => 3, > 5_000_000_000 => 4, _ => 5 };
            y[8 * i + 6] = (byte)n[i] switch { 0 => 1, 255 => 2, < 10 => 3, _ => 4 };
            z[8 * i] = f[i] switch { float.NaN => 1, float.PositiveInfinity => 2, 0f => 3, > 1f and < 3f => 4, <= 1f => 5, _ => 6 };
        }
    }

    internal struct BackwardGotos : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var k = n[i] & 15;
            var turns = 0;
            again:
            turns++;
            if (k > 10)
            {
                k -= 3;
                goto again;
            }
            if (k > 5)
                goto middle;
            k += 2;
            if (turns < 4)
                goto again;
            middle:
            k *= 10;
            if (turns == 1 && k < 1000)
                goto middle;
            y[8 * i] = k;
            y[8 * i + 1] = turns;
        }
    }

    internal struct LongAndFloatCounters : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            long sum = 0;
            for (var k = (long)n[i] * 4; k < (long)n[i] * 4 + (i & 7); k++)
                sum += k;
            y[8 * i] = sum;
            var u = 0u;
            for (var k = 5u; k <= 5u; k--)
                u += k + 1;
            y[8 * i + 1] = u;
            var product = 1.0;
            for (var x = 0.25f; x < (i & 3); x += 0.5f)
                product *= x;
            z[8 * i] = product;
            byte b = (byte)(n[i] | 0xF0);
            var count = 0;
            do
                count++;
            while (++b != 0);
            y[8 * i + 2] = count;
            for (ulong m = (ulong)n[i]; m != 0; m >>= 9)
                y[8 * i + 3] += (long)(m & 0x1FF);
            for (int lo = 0, hi = i; lo < hi; lo += 2, hi--)
                y[8 * i + 4] += lo * hi;
        }
    }

    internal struct LogicWithEffects : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var k = 0;
            var found = n[i] > 0 && ++k > 0 && n[n[i] % 150] < 5 || (k += 10) > 10 ^ n[i] < 0;
            y[8 * i] = found ? k : -k;
            bool a = n[i] > 3, b = f[i] < 2;
            a &= b;
            b |= !a;
            a ^= b & n[i] % 2 == 0;
            y[8 * i + 1] = (a ? 1 : 0) + (b ? 2 : 0) + (a == b ? 4 : 0) + (a != !b ? 8 : 0);
            y[8 * i + 2] = n[i] != 0 ? n[i] != -1 ? 1000 / n[i] : 7 % -n[i] : i > 20 ? n[i - 20] : -3;
            y[8 * i + 3] = (n[i] > 0 ? ref0(n[i]) : k++) + k;
            for (var m = 0; m < 5 && (n[(i + m) % 150] & 4) == 0; m++)
                y[8 * i + 4]++;

            static int ref0(int v) => v > 10 ? v / 2 : v * 3;
        }
    }

    internal struct UnreachedTails : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            if (i < 0)
                return;
            if (i % 5 == 4)
            {
                if (i % 2 == 0)
                    return;
                else
                    y[8 * i] = 1;
            }
            else if (i % 5 == 3)
            {
                while (true)
                {
                    y[8 * i + 1]++;
                    if (y[8 * i + 1] > (n[i] & 3))
                        return;
                }
            }
            else
            {
                for (; ; )
                {
                    if (i % 3 == 0)
                        break;
                    if (i % 3 == 1)
                        return;
                    if (y[8 * i + 3]++ > 4)
                        break;
                }
            }
            y[8 * i + 2] = 7;
        }
    }
}
