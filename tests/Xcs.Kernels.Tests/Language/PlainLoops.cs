namespace Xcs.Kernels.Tests.Language;

/// <summary>Loops whose counters are read behind them, and types that the platform brings.</summary>
internal static class PlainLoops
{
    internal struct NestedLocalsAndNullables : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            int? maybe = n[i] > 0 ? n[i] : null;
            y[8 * i] = maybe ?? -5;
            y[8 * i + 1] = maybe.HasValue ? maybe.GetValueOrDefault() * 2 : 3;
            maybe += 2;
            y[8 * i + 2] = maybe is { } v ? v : 9;
            y[8 * i + 3] = maybe is > 10 ? 1 : 0;
            long? wide = maybe;
            y[8 * i + 4] = wide == maybe ? 1 : 2;
            y[8 * i + 5] = (maybe > n[0] ? 1 : 0) + (maybe == null ? 10 : 0);
        }
    }

    internal struct DivergentWhileInsideDivergentSwitch : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var total = 0;
            var last = -1;
            for (var turn = 0; turn < 5; turn++)
            {
                switch ((n[i] + turn) & 3)
                {
                    case 0:
                        var k = 0;
                        do
                        {
                            k++;
                            if ((n[i] + k) % 5 == 0)
                                continue;
                            total += k;
                        }
                        while (k < (i & 7));
                        last = k;
                        break;
                    case 1:
                        if (i % 3 == 0)
                            goto case 2;
                        total -= 1;
                        continue;
                    case 2:
                        while (total > 10)
                        {
                            total /= 2;
                            if (total % 2 == 0)
                                goto default;
                        }
                        break;
                    default:
                        total += 4;
                        if (total > 30)
                            return;
                        break;
                }
                total = total * 2 + turn;
                y[8 * i + 2] = turn;
            }
            y[8 * i] = total;
            y[8 * i + 1] = last;
        }
    }

    internal struct CountersReadBehindLoops : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            int a = 0, b = 0, c = 0, d = 0;
            do
                a++;
            while (a < (n[i] & 7));
            while (true)
            {
                b += 2;
                if (b > (n[i] & 15))
                    break;
                c = b;
                for (d = 0; ; d++)
                    if (d * 2 > b || (n[i] + d) % 4 == 1)
                        break;
            }
            y[8 * i] = a;
            y[8 * i + 1] = b;
            y[8 * i + 2] = c;
            y[8 * i + 3] = d;
            int e = 0, g = 100;
            do
            {
                e++;
                do
                {
                    g--;
                }
                while (g % 7 != (n[i] & 3));
            }
            while (e < (i & 3));
            y[8 * i + 4] = e;
            y[8 * i + 5] = g;
            var h = 0;
            for (; ; )
            {
                h++;
                if (h == 3 && i % 2 == 0)
                    break;
                if (h == 6)
                    break;
                if (h < 2)
                    continue;
                y[8 * i + 6] += h;
            }
            y[8 * i + 7] = h;
        }
    }

    internal struct UniformLoopsWithDivergentExits : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var sum = 0;
            int outer;
            for (outer = 0; outer < 6; outer++)
            {
                var inner = 0;
                for (; inner < 6; inner++)
                {
                    if (inner + outer == (n[i] & 15))
                        goto found;
                    if (outer == 4 && inner == (i & 7))
                        break;
                    sum += inner;
                }
                sum += 100 * inner;
            }
            sum = -sum;
            found:
            y[8 * i] = sum;
            y[8 * i + 1] = outer;
        }
    }

    internal struct StructsFromSystem : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var c = new System.Numerics.Complex(n[i] & 7, 2) * new System.Numerics.Complex(1, i);
            z[8 * i] = c.Real;
            z[8 * i + 1] = c.Imaginary;
            var pair = KeyValuePair.Create(i, f[i]);
            z[8 * i + 2] = pair.Key + pair.Value;
        }
    }
}
