package dev.sluice.ranges;

import static dev.sluice.ranges.IpSet.EMPTY;
import static dev.sluice.ranges.IpSet.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IpSetLawsTest {

    private static final int CASES = 300;

    @Test
    void unionIsAssociative() {
        equal((a, b, c) -> a.union(b).union(c), (a, b, c) -> a.union(b.union(c)));
    }

    @Test
    void unionIsCommutative() {
        equal((a, b, c) -> a.union(b), (a, b, c) -> b.union(a));
    }

    @Test
    void unionIsIdempotent() {
        equal((a, b, c) -> a.union(a), (a, b, c) -> a);
    }

    @Test
    void unionHasItsNeutralAndItsAbsorbingSet() {
        equal((a, b, c) -> a.union(EMPTY), (a, b, c) -> a);
        equal((a, b, c) -> a.union(EVERYTHING), (a, b, c) -> EVERYTHING);
    }

    @Test
    void intersectionIsAssociative() {
        equal((a, b, c) -> a.intersection(b).intersection(c), (a, b, c) -> a.intersection(b.intersection(c)));
    }

    @Test
    void intersectionIsCommutative() {
        equal((a, b, c) -> a.intersection(b), (a, b, c) -> b.intersection(a));
    }

    @Test
    void intersectionIsIdempotent() {
        equal((a, b, c) -> a.intersection(a), (a, b, c) -> a);
    }

    @Test
    void intersectionHasItsNeutralAndItsAbsorbingSet() {
        equal((a, b, c) -> a.intersection(EVERYTHING), (a, b, c) -> a);
        equal((a, b, c) -> a.intersection(EMPTY), (a, b, c) -> EMPTY);
    }

    @Test
    void unionAndIntersectionAbsorbEachOther() {
        equal((a, b, c) -> a.union(a.intersection(b)), (a, b, c) -> a);
        equal((a, b, c) -> a.intersection(a.union(b)), (a, b, c) -> a);
    }

    @Test
    void unionAndIntersectionDistributeOverEachOther() {
        equal((a, b, c) -> a.intersection(b.union(c)), (a, b, c) -> a.intersection(b)
                .union(a.intersection(c)));
        equal((a, b, c) -> a.union(b.intersection(c)), (a, b, c) -> a.union(b).intersection(a.union(c)));
    }

    @Test
    void theComplementOfAUnionIsTheIntersectionOfTheComplements() {
        equal(
                (a, b, c) -> EVERYTHING.minus(a.union(b)),
                (a, b, c) -> EVERYTHING.minus(a).intersection(EVERYTHING.minus(b)));
    }

    @Test
    void theComplementOfAnIntersectionIsTheUnionOfTheComplements() {
        equal(
                (a, b, c) -> EVERYTHING.minus(a.intersection(b)),
                (a, b, c) -> EVERYTHING.minus(a).union(EVERYTHING.minus(b)));
    }

    @Test
    void theComplementOfTheComplementIsTheSet() {
        equal((a, b, c) -> EVERYTHING.minus(EVERYTHING.minus(a)), (a, b, c) -> a);
    }

    @Test
    void aSetAndItsComplementShareNothingAndMakeUpEverything() {
        equal((a, b, c) -> a.intersection(EVERYTHING.minus(a)), (a, b, c) -> EMPTY);
        equal((a, b, c) -> a.union(EVERYTHING.minus(a)), (a, b, c) -> EVERYTHING);
    }

    @Test
    void minusIsIntersectionWithTheComplement() {
        equal((a, b, c) -> a.minus(b), (a, b, c) -> a.intersection(EVERYTHING.minus(b)));
    }

    @Test
    void minusTakesAwayExactlyWhatIsShared() {
        equal((a, b, c) -> a.minus(b), (a, b, c) -> a.minus(a.intersection(b)));
        equal((a, b, c) -> a.minus(b).intersection(b), (a, b, c) -> EMPTY);
        equal((a, b, c) -> a.minus(b).union(a.intersection(b)), (a, b, c) -> a);
        equal((a, b, c) -> a.minus(b).union(b), (a, b, c) -> a.union(b));
    }

    @Test
    void minusOneAfterAnotherIsMinusTheirUnion() {
        equal((a, b, c) -> a.minus(b).minus(c), (a, b, c) -> a.minus(b.union(c)));
    }

    @Test
    void minusOfAMinusGivesTheSharedPartBack() {
        equal((a, b, c) -> a.minus(b.minus(c)), (a, b, c) -> a.minus(b).union(a.intersection(c)));
    }

    @Test
    void minusItselfOrEverythingIsEmpty() {
        equal((a, b, c) -> a.minus(a), (a, b, c) -> EMPTY);
        equal((a, b, c) -> a.minus(EVERYTHING), (a, b, c) -> EMPTY);
        equal((a, b, c) -> a.minus(EMPTY), (a, b, c) -> a);
        equal((a, b, c) -> EMPTY.minus(a), (a, b, c) -> EMPTY);
    }

    @Test
    void theFamiliesMakeUpTheSet() {
        equal((a, b, c) -> a.only(Family.IPV4).union(a.only(Family.IPV6)), (a, b, c) -> a);
        equal((a, b, c) -> a.only(Family.IPV4), (a, b, c) -> a.intersection(IpSet.of(Prefix.everything(Family.IPV4))));
        equal((a, b, c) -> a.only(Family.IPV6), (a, b, c) -> a.intersection(IpSet.of(Prefix.everything(Family.IPV6))));
    }

    @Test
    void unionContainsWhatEitherSetContains() {
        contains((a, b, c) -> a.union(b), (inA, inB) -> inA || inB);
    }

    @Test
    void intersectionContainsWhatBothSetsContain() {
        contains((a, b, c) -> a.intersection(b), (inA, inB) -> inA && inB);
    }

    @Test
    void minusContainsWhatOnlyTheFirstSetContains() {
        contains((a, b, c) -> a.minus(b), (inA, inB) -> inA && !inB);
    }

    @Test
    void aSetContainsAllOfAnotherThatAddsNothing() {
        RandomSets.cases(CASES).forEach(random -> {
            IpSet a = random.set();
            IpSet b = random.oneIn(2) ? random.set() : random.set().intersection(a);
            assertThat(a.containsAll(b)).as("%s", random).isEqualTo(a.union(b).equals(a));
        });
    }

    private static void equal(Expression left, Expression right) {
        RandomSets.cases(CASES).forEach(random -> {
            IpSet a = random.set();
            IpSet b = random.set();
            IpSet c = random.set();
            assertThat(left.of(a, b, c)).as("%s", random).isEqualTo(right.of(a, b, c));
        });
    }

    private static void contains(Expression made, Membership expected) {
        RandomSets.cases(CASES).forEach(random -> {
            IpSet a = random.set();
            IpSet b = random.set();
            IpSet set = made.of(a, b, EMPTY);
            for (int i = 0; i < 20; i++) {
                Address address = random.addressNear(i % 2 == 0 ? a : b);
                assertThat(set.contains(address))
                        .as("%s: %s", random, address)
                        .isEqualTo(expected.of(a.contains(address), b.contains(address)));
            }
        });
    }

    @FunctionalInterface
    private interface Expression {
        IpSet of(IpSet a, IpSet b, IpSet c);
    }

    @FunctionalInterface
    private interface Membership {
        boolean of(boolean inA, boolean inB);
    }
}
