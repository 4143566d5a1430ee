package dev.sluice.bench;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefixes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the steps of the set algebra cost, for two random lists of the same family and size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SetBenchmark {

    private static final int LOOKUPS = 1 << 16;

    @Param({"IPV4", "IPV6"})
    Family family;

    @Param({"100", "10000", "1000000"})
    int prefixes;

    private byte[] text;
    private IpSet left;
    private IpSet right;
    private Address[] addresses;
    private int next;

    @Setup
    public void makeLists() throws IOException {
        text = RandomLists.text(family, prefixes, 1);
        left = IpSet.of(Prefixes.read(new ByteArrayInputStream(text)));
        right = IpSet.of(Prefixes.read(new ByteArrayInputStream(RandomLists.text(family, prefixes, 2))));
        SplittableRandom random = new SplittableRandom(3);
        addresses = new Address[LOOKUPS];
        for (int i = 0; i < LOOKUPS; i++) {
            addresses[i] = RandomLists.address(family, family == Family.IPV4 ? 32 : 64, random);
        }
    }

    /** Text to sorted arrays. */
    @Benchmark
    public Prefixes parse() throws IOException {
        return Prefixes.read(new ByteArrayInputStream(text));
    }

    @Benchmark
    public IpSet union() {
        return left.union(right);
    }

    @Benchmark
    public IpSet minus() {
        return left.minus(right);
    }

    @Benchmark
    public IpSet intersection() {
        return left.intersection(right);
    }

    @Benchmark
    public Prefixes minimalPrefixes() {
        return left.prefixes();
    }

    /** Whether one address is in the set; a different one each time, as random as the lists. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public boolean verdict() {
        next = next + 1 & LOOKUPS - 1;
        return left.contains(addresses[next]);
    }
}
