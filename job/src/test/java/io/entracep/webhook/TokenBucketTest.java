package io.entracep.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void aSecondsWorthGoesAtOnceAndTheRestIsSpread() {
        TokenBucket bucket = new TokenBucket(2, 0);

        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(SECOND / 2);
        assertThat(bucket.take(0)).isEqualTo(SECOND);
        assertThat(bucket.take(SECOND)).isEqualTo(SECOND / 2);
    }

    @Test
    void aRestDoesNotSaveUpMoreThanASecond() {
        TokenBucket bucket = new TokenBucket(2, 0);
        long later = 1_000 * SECOND;

        assertThat(bucket.take(later)).isZero();
        assertThat(bucket.take(later)).isZero();
        assertThat(bucket.take(later)).isPositive();
    }

    @Test
    void lessThanOneASecondStillGoesOneByOne() {
        TokenBucket bucket = new TokenBucket(0.1, 0);

        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(10 * SECOND);
    }
}
